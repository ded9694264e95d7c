"""Notices when student code has replaced what others rely on.

A snapshot of the public functions and classes of a few modules (and of the methods of those
classes) is taken before the student's module is loaded, and compared by identity afterwards.
"""

from __future__ import annotations

import builtins
import importlib
import sys
import types
from collections.abc import Iterable
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

WATCHED = (
    "builtins",
    "time",
    "_thread",
    "threading",
    "queue",
    "json",
    "json.decoder",
    "json.encoder",
    "multiprocessing",
    "multiprocessing.context",
    "multiprocessing.process",
    "concurrent.futures",
    "concurrent.futures.thread",
    "concurrent.futures.process",
    "concurrent.futures._base",
)
WATCHED_NAMES = {
    "os": ("cpu_count", "process_cpu_count", "sched_getaffinity", "getpid", "getppid", "fork",
           "kill", "times", "_exit", "read", "write"),
    "sys": ("setswitchinterval", "_current_frames", "_getframe", "modules"),
}  # fmt: skip

# Hooks that exist to be set.
_REPLACEABLE = {"excepthook", "displayhook", "breakpointhook", "_trace_hook", "_profile_hook"}
_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    staticmethod,
    classmethod,
    property,
)
_MISSING = object()


def _shown(module: types.ModuleType) -> str:
    return "grader" if module.__name__.startswith("grader.") else module.__name__


class Snapshot:
    """What was there before the student's code, by identity."""

    def __init__(self, own: Iterable[types.ModuleType], *, virtual: bool = False) -> None:
        """`own` are the worker's modules, watched beside the library's; or they are `virtual`
        stand-ins for the library's modules, whose private names the engine itself resets."""
        self._own = tuple(own)
        self._rows: list[tuple[str, Any, str, Any]] = []
        self._skipped = "_" if virtual else "__"
        if not virtual:
            self._watch_library()
        for module in self._own:
            self._watch(_shown(module), module)

    def _watch_library(self) -> None:
        for name in WATCHED:
            try:
                module = importlib.import_module(name)
            except ImportError:  # a platform without processes, for one
                continue
            self._watch(name, module)
            self._rows.append((f"sys.modules[{name!r}]", sys.modules, name, module))
        for name, names in WATCHED_NAMES.items():
            table = vars(importlib.import_module(name))
            self._rows += [(f"{name}.{n}", table, n, table[n]) for n in names if n in table]

    def _watch(self, name: str, module: types.ModuleType) -> None:
        table = vars(module)
        for key, value in list(table.items()):
            if key.startswith(self._skipped) or key in _REPLACEABLE:
                continue
            if isinstance(value, type):
                self._rows.append((f"{name}.{key}", table, key, value))
                if value.__module__ == module.__name__ and name != "builtins":
                    self._watch_class(f"{name}.{key}", value)
            elif callable(value):
                self._rows.append((f"{name}.{key}", table, key, value))

    def _watch_class(self, name: str, cls: type) -> None:
        table = vars(cls)
        for key, value in list(table.items()):
            if isinstance(value, _FUNCTIONS):
                self._rows.append((f"{name}.{key}", table, key, value))

    def renewed(self) -> Snapshot:
        """A snapshot of the same things as they are now."""
        return Snapshot(self._own)

    def replaced(self) -> list[str]:
        """The names that now mean something else, such as "time.sleep"."""
        return [
            name for name, table, key, value in self._rows if table.get(key, _MISSING) is not value
        ]
