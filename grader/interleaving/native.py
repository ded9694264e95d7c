"""The hooks over real threads and processes: they switch at points, and write down what they see.

Nothing is controlled here. A point sleeps now and then, for nothing or for a moment, so that others
get between two accesses far more often than by themselves; then it notes what is about to happen.
It complements a search where real primitives matter: managers, shared memory, files, processes.

What it cannot see: values behind a manager; what code without hooks does (the library, C, children
that were spawned rather than forked). Two steps that follow each other closely may have happened
the other way round, since what follows a note is not in one piece with it.

Noise at points goes back to Edelstein, Farchi, Nir, Ratsaby, Ur: Multithreaded Java program test
generation, IBM Systems Journal 41(1), 2002 (ConTest).
"""

from __future__ import annotations

import builtins
import json
import multiprocessing
import os
import random
import sys
import threading
import time
from pathlib import Path, PurePath
from types import FunctionType, ModuleType
from typing import Any

from grader.interleaving.finder import Finder
from grader.interleaving.hooks import make_hooks
from grader.interleaving.sites import Access, Site
from grader.interleaving.trail import Use
from grader.interleaving.values import UNKNOWN, peek, plain_text

_ATOMS = (int, float, complex, str, bytes, bool, tuple, frozenset, range, slice, type(None))
_NOT_DATA = (*_ATOMS, type, ModuleType, FunctionType, type(len), type("".join))
_RATES = ((0.5, 0.0), (0.3, 0.00005), (0.2, 0.0005), (0.3, 0.002))
"""How often a point sleeps, and for how many seconds at most: one pair is drawn for each round."""
_LONG = (0.001, 0.01)
_FAR = 30
"""Each thread also sleeps for long at a few of its points, early ones being likelier: before two of
its writes, since what these write may come from what it has read, and before one point of any kind.
Long enough for others to start and to pass it by."""
_BUDGET = 0.05
"""Seconds that one thread may spend asleep in one round."""
_MOST_NOTES = 3_000
"""Notes of one thread in one round."""


class _Everything:
    """The types whose elements several threads or processes could share: all but plain values."""

    def __contains__(self, kind: object) -> bool:
        return kind not in _NOT_DATA


class _Thread:
    """What the points know of one thread of one process."""

    def __init__(self, seed: str, process: int, first: int) -> None:
        self.process = process
        self.operands: list[Any] = []
        self.rng = random.Random(f"{seed}/{process if process != first else ''}")
        self.rate, self.pause = self.rng.choice(_RATES)
        self.long_writes = {int(_FAR ** self.rng.random()) for _ in range(2)}
        self.long_point = int(_FAR ** self.rng.random())
        self.left = _BUDGET
        self.points = self.writes = self.notes = 0
        name = threading.current_thread().name
        if process != first:
            inside = "" if name == "MainThread" else f"/{name}"
            name = multiprocessing.current_process().name + inside
        self.name = name


class Shaker:
    """Takes a scheduler's place under the hooks. Notes go to the file `log`, a JSON list a line:
    process, thread, name, site, access, what is touched, which part of it, its value ("" if
    unknown)."""

    def __init__(self, log: int, seed: str) -> None:
        self._log = log
        self._seed = seed
        self._round = 0
        self._first = os.getpid()
        self._arrived = 0
        self._local = threading.local()

    def next_round(self) -> None:
        """Forget the threads of the last round, and its notes."""
        self._round += 1
        self._arrived = 0
        self._local = threading.local()
        os.ftruncate(self._log, 0)

    @property
    def current(self) -> _Thread:
        process = os.getpid()
        thread: _Thread | None = getattr(self._local, "thread", None)
        if thread is None or thread.process != process:
            self._arrived += 1
            seed = f"{self._seed}/{self._round}/{self._arrived}"
            thread = self._local.thread = _Thread(seed, process, self._first)
        return thread

    def touch(self, key: Any, access: Access, obj: Any, site: Site) -> None:
        """A point before touching the data `key`."""
        thread = self.current
        in_file = _in_file(obj, site)
        if in_file is None:
            what, part = _identity(key, obj, site, thread.process)
        else:
            (what, access), part = in_file, None
        self._shake(thread, access)
        thread.notes += 1
        if thread.notes > _MOST_NOTES:
            return
        value = _value(obj, site)
        note = [thread.process, threading.get_ident(), thread.name, site.index, access, what, part,
                value]  # fmt: skip
        try:
            os.write(self._log, json.dumps(note).encode() + b"\n")
        except OSError:  # a program may close what it does not know
            thread.notes = _MOST_NOTES

    def note(self, key: Any, use: Use) -> None:
        """For a scheduler's reduction; there is none here."""

    def loop_point(self, site: Site) -> None:
        self._shake(self.current, Access.LOOP)

    def _shake(self, thread: _Thread, access: Access) -> None:
        thread.points += 1
        thread.writes += access is Access.WRITE
        if thread.left <= 0:
            return
        if thread.points == thread.long_point or (
            access is Access.WRITE and thread.writes in thread.long_writes
        ):
            pause = thread.rng.uniform(*_LONG)
        elif thread.rng.random() < thread.rate:
            pause = thread.rng.random() * thread.pause
        else:
            return
        thread.left -= pause + 0.00001
        time.sleep(pause)


class Shaken:
    """The program in `folder`, instrumented, to be executed afresh over one shaker."""

    def __init__(self, folder: Path, module: str, shaker: Shaker) -> None:
        self.sites: list[Site] = []
        self._module = module
        points = make_hooks(shaker, self.sites, _Everything())
        hooks = {name: hook for name, hook in points.items() if name.startswith("__")}
        self._finder = Finder(folder, self.sites, {**vars(builtins), **hooks})

    def load(self) -> ModuleType:
        """The module, executed once more. Raises what it raises."""
        for name in self._finder.imported:
            sys.modules.pop(name, None)
        self._finder.imported.clear()
        if self._finder not in sys.meta_path:
            sys.meta_path.insert(0, self._finder)
        return self._finder.load(self._module)

    def leave(self) -> None:
        """Let imports be plain again."""
        if self._finder in sys.meta_path:
            sys.meta_path.remove(self._finder)
        for name in self._finder.imported:
            sys.modules.pop(name, None)


def _identity(key: Any, obj: Any, site: Site, process: int) -> tuple[str, Any]:
    """What is touched, the same for all who share it and for nobody else; and which part of it."""
    part = None
    if obj is not None and not site.name:
        obj, part = obj
        part = part[:100] if type(part) is str else part if type(part) is int else None
    name = site.name or "[]"
    if obj is None:
        return f"{process}:{site.file}:{name}", None
    home = getattr(type(obj), "__module__", "")
    if home == "multiprocessing.managers":
        return f"manager:{vars(obj).get('_id')}:{name}", part
    if home in ("multiprocessing.sharedctypes", "multiprocessing.shared_memory", "ctypes"):
        return f"shared:{id(obj)}:{name}", part
    if type(obj) is memoryview:
        return f"shared:{id(obj)}", part
    return f"{process}:{id(obj)}:{name}", part


_READING = frozenset({"read", "readline", "readlines", "read_text", "read_bytes"})
_WRITING = frozenset({"write", "writelines", "truncate", "write_text", "write_bytes", "unlink"})


def _in_file(obj: Any, site: Site) -> tuple[str, Access] | None:
    """The file that a method is about to read or write, by its path."""
    if site.name in _READING or site.name in _WRITING:
        home = getattr(type(obj), "__module__", "")
        name = getattr(obj, "name", None) if home == "_io" else obj
        if type(name) is str or isinstance(name, PurePath):
            access = Access.READ if site.name in _READING else Access.WRITE
            return f"file:{os.path.abspath(name)}", access  # noqa: PTH100
    return None


def _value(obj: Any, site: Site) -> str:
    if site.name == "value" and type(obj).__module__ == "multiprocessing.sharedctypes":
        return plain_text(getattr(vars(obj).get("_obj"), "value", UNKNOWN))
    found = peek(obj, site)
    return found if type(found) is str else ""
