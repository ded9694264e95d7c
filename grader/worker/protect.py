"""Tells when student code reaches for the folders that hold answers.

An audit hook: it works on every platform and names the file. Where there is Landlock, the kernel
refuses as well, also in programs that student code starts.
"""

from __future__ import annotations

import builtins
import os
import sys
from functools import cache
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder
from types import ModuleType
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

_EVENTS = {
    "open": 0, "os.listdir": 0, "os.scandir": 0, "os.chdir": 0, "os.walk": 0, "glob.glob": 0,
    "os.symlink": 0, "os.link": 0, "os.rename": 0, "shutil.copyfile": 0, "os.truncate": 0,
    "os.remove": 0,
}  # fmt: skip
_getcwd, _readlink, _fsdecode, _sep = os.getcwd, os.readlink, os.fsdecode, os.sep
_LINUX = sys.platform.startswith("linux")


class Watch:
    """The protected paths that were reached for, as `reached`."""

    def __init__(self, protected: tuple[str, ...]) -> None:
        self._closed = tuple(p.rstrip(_sep) for p in protected)
        self.reached: list[str] = []

    def install(self) -> None:
        if self._closed:
            sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if event not in _EVENTS or not args:
            return
        target = args[0]
        if type(target) is bytes:
            target = _fsdecode(target)
        if type(target) is not str:
            return
        path = _normal(target)
        for folder in self._closed:
            if path == folder or path.startswith(folder + _sep):
                if len(self.reached) < 20:
                    self.reached.append(path)
                raise PermissionError(13, "not for an answer to read", target)


def _normal(path: str) -> str:
    """An absolute path without `.` and `..`; links are not followed."""
    if _sep != "/":
        path = path.replace("/", _sep)
    if not path.startswith(_sep) and path[1:2] != ":":
        try:
            path = _here() + _sep + path
        except OSError:
            return path
    parts: list[str] = []
    for part in path.split(_sep):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return (_sep if path.startswith(_sep) else "") + _sep.join(parts)


def _here() -> str:
    # In a folder nested too deep for a path, getcwd climbs up level by level, every time.
    return _readlink("/proc/self/cwd") if _LINUX else _getcwd()


class _NoGrader:
    """An import finder that says that there is no such module as the grader."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        if name == "grader" or name.startswith("grader."):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@cache
def _resolved(path: str) -> str:
    return os.path.realpath(path)


def resolve_imports() -> None:
    """Do the slow part of `clear_imports` in advance."""
    for path in sys.path:
        _resolved(path)


def clear_imports(kit: str, folder: str) -> None:
    """Leave student code an interpreter without the grader, its own folder last on the path.

    `kit` is the resolved path of the kit's root.
    """
    for name in [n for n in sys.modules if n == "grader" or n.startswith("grader.")]:
        del sys.modules[name]
    sys.path[:] = [p for p in sys.path if p and p != kit and _resolved(p) != kit] + [folder]
    sys.path_importer_cache.pop(kit, None)
    sys.meta_path[:] = [_NoGrader, BuiltinImporter, FrozenImporter, PathFinder]
    # Under "spawn" a child imports its parent's main module; the worker's is none of its business.
    sys.modules["__main__"] = ModuleType("__main__")
