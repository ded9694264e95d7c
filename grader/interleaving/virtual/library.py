"""Fresh copies of the standard library's thread modules over the virtual `_thread` and `time`.

The copies are made by importing the installed source while `sys.modules` holds the virtual bottom,
so Event, Semaphore, Barrier, Timer, Queue, pools and futures behave as the installed version does.
"""

from __future__ import annotations

import importlib
import itertools
import logging  # noqa: F401  (bound to real locks before the swap: pools import it)
import os
import selectors
import subprocess
import sys
import threading as real_threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from grader.interleaving.caller import called_from_library
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.sites import Access
from grader.interleaving.task import NotControllable, Task
from grader.interleaving.trail import ACQUIRE, HELD, READ, RELEASE, WRITE
from grader.interleaving.virtual import finalizers
from grader.interleaving.virtual.clock import make_time
from grader.interleaving.virtual.exits import make_exits
from grader.interleaving.virtual.locks import make_locks
from grader.interleaving.virtual.looks import rewire_looks
from grader.interleaving.virtual.pools import number_futures, reset_futures, rewire_pool
from grader.interleaving.virtual.threads import (
    MainThread,
    make_thread_module,
    reset_threading,
    rewire_threading,
    shut_down,
)

REBUILT = (
    "threading",
    "queue",
    "concurrent.futures",
    "concurrent.futures._base",
    "concurrent.futures.thread",
    "sched",
    "multiprocessing.dummy.connection",
    "multiprocessing.dummy",
    "multiprocessing.pool",
)
_ABSENT = object()


class Library:
    """The virtual modules of one world, and the swap that puts them into `sys.modules`."""

    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self.locks = make_locks(scheduler)
        self.low = make_thread_module(scheduler, self.locks)
        self.modules: dict[str, ModuleType | None] = {
            "_thread": self.low,
            "time": make_time(scheduler),
            "_queue": make_queue_module(scheduler),
            "atexit": make_exits(),
        }
        self._build()
        self.threading = self._module("threading")
        self.futures = self._module("concurrent.futures.thread")
        self._changed: set[str] = set()
        """The modules that the program has changed from outside since the last reset."""
        for module in self.modules.values():
            if type(module) is ModuleType:
                module.__class__ = _noting(self._changed)
        self._initial = {
            name: dict(vars(module))
            for name, module in self.modules.items()
            if module is not None and name != "_thread"
        }
        self._main = MainThread(self.threading, scheduler)
        scheduler.forget()

    def _module(self, name: str) -> ModuleType:
        module = self.modules[name]
        assert module is not None
        return module

    def _build(self) -> None:
        """Import the modules of REBUILT over the virtual bottom, outside of any task."""
        self.scheduler.current = Task(0, _nothing, False, lambda: "MainThread")
        register, os.register_at_fork = os.register_at_fork, lambda **hooks: None
        try:
            with _swapped(dict.fromkeys(REBUILT) | self.modules):
                threading = importlib.import_module("threading")
                threading.__dict__["Condition"] = self.locks.Condition
                rewire_threading(threading, self.scheduler, self.low)
                rewire_looks(threading, self.scheduler)
                for name in REBUILT:
                    self.modules[name] = importlib.import_module(name)
                futures = self._module("concurrent.futures")
                pools = self._module("concurrent.futures.thread")
                futures.__dict__["ThreadPoolExecutor"] = pools.ThreadPoolExecutor
                number_futures(self._module("concurrent.futures._base"))
                queues = self._module("_queue")
                rewire_pool(self._module("multiprocessing.pool"), queues.SimpleQueue)
        finally:
            os.register_at_fork = register

    @contextmanager
    def installed(self) -> Iterator[None]:
        """While this lasts, an import of a thread module gives the virtual one.

        What would escape control (a process, a thread of the real library, waiting in the
        operating system) raises NotControllable meanwhile.
        """
        places = [place for place in _uncontrolled() if hasattr(*place)]
        refused = {place: getattr(*place) for place in places}
        try:
            with finalizers.kept(), _swapped(self.modules):
                for owner, name in refused:
                    setattr(owner, name, _refusal(_called(owner, name)))
                yield
        finally:
            for (owner, name), value in refused.items():
                setattr(owner, name, value)

    def reset(self) -> None:
        """As at the start of a program: no threads, no pools, what was replaced put back."""
        for name in self._changed:
            if name in self._initial:
                namespace = vars(self._module(name))
                namespace.clear()
                namespace.update(self._initial[name])
        self._changed.clear()
        reset_threading(self.threading, self.low)
        self._main.reset()
        self._module("atexit")._clear()
        finalizers.forget()
        reset_futures(self._module("concurrent.futures._base"))
        futures = vars(self.futures)
        futures["_threads_queues"].clear()
        futures["_shutdown"] = False
        futures["_global_shutdown_lock"] = self.locks.Lock(hidden=True)
        self.futures.ThreadPoolExecutor._counter = itertools.count().__next__

    def shut_down(self) -> None:
        """The end of the program in the main task."""
        shut_down(self.threading, self.scheduler, self._main)
        self._module("atexit")._run_exitfuncs()


def _nothing() -> None:
    pass


def _noting(changed: set[str]) -> type[ModuleType]:
    """A class of modules that note when an attribute is set or deleted from outside."""

    class Module(ModuleType):
        def __setattr__(self, name: str, value: object) -> None:
            changed.add(self.__name__)
            super().__setattr__(name, value)

        def __delattr__(self, name: str) -> None:
            changed.add(self.__name__)
            super().__delattr__(name)

    Module.__name__ = Module.__qualname__ = "module"
    return Module


@contextmanager
def _swapped(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Put `modules` into `sys.modules` (None: take it out), and as attributes of their packages."""
    saved: dict[str, Any] = {name: sys.modules.pop(name, _ABSENT) for name in modules}
    attributes = {}
    for name in modules:
        package, _, attribute = name.rpartition(".")
        if package and package not in modules:
            owner = importlib.import_module(package)
            attributes[owner, attribute] = vars(owner).get(attribute, _ABSENT)
    try:
        sys.modules.update({n: m for n, m in modules.items() if m is not None})
        for (owner, attribute), _before in attributes.items():
            module = modules[f"{owner.__name__}.{attribute}"]
            if module is not None:
                setattr(owner, attribute, module)
        yield
    finally:
        for name, module in saved.items():
            sys.modules.pop(name, None)
            if module is not _ABSENT:
                sys.modules[name] = module
        for (owner, attribute), before in attributes.items():
            vars(owner).pop(attribute, None)
            if before is not _ABSENT:
                setattr(owner, attribute, before)


def _uncontrolled() -> list[tuple[Any, str]]:
    """What starts something that the scheduler does not see, or waits where it cannot."""
    return [
        (os, "fork"),
        (os, "forkpty"),
        (os, "system"),
        (os, "posix_spawn"),
        (subprocess, "Popen"),
        (selectors, "DefaultSelector"),
        (real_threading.Thread, "start"),
    ]


def _called(owner: Any, name: str) -> str:
    """What a reader calls it: asyncio is what waits in a selector."""
    if owner is selectors:
        return "asyncio"
    return (
        f"{owner.__module__}.{owner.__name__}.{name}"
        if isinstance(owner, type)
        else (f"{owner.__name__}.{name}")
    )


def _refusal(name: str) -> Any:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise NotControllable(name)

    return refuse


def make_queue_module(scheduler: Scheduler) -> ModuleType:
    """`_queue` with a SimpleQueue of single steps: thread pools are built on it."""
    module = ModuleType("_queue")

    class Empty(Exception):
        """Exception raised by Queue.get(block=0)/get_nowait()."""

    class SimpleQueue:
        def __init__(self) -> None:
            hidden = called_from_library()
            self._point = scheduler.library_point if hidden else scheduler.point
            self._items: list[Any] = []
            self._takers: list[Any] = []

        def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
            self._point(Access.NOTIFY, self)
            scheduler.note(self, RELEASE)
            self._items.append(item)
            for task in self._takers:
                scheduler.enable(task)

        put_nowait = put

        def get(self, block: bool = True, timeout: float | None = None) -> Any:
            if timeout is not None and timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            if not block or timeout == 0:
                self._point(Access.READ, self)
                if not self._items:
                    scheduler.note(self, HELD)
                    raise Empty
                scheduler.note(self, WRITE)
                return self._pop()
            task = scheduler.current
            deadline = None if timeout is None else scheduler.now + timeout
            self._takers.append(task)
            try:
                task.deadline = deadline
                if self._items:
                    self._point(Access.WAIT, self)
                while not self._items:
                    if not scheduler.block(Access.WAIT, self, deadline):
                        raise Empty
            finally:
                self._takers.remove(task)
            return self._pop()

        def _pop(self) -> Any:
            scheduler.note(self, ACQUIRE)
            item = self._items.pop(0)
            if not self._items:
                for task in self._takers:
                    if task is not scheduler.current:
                        scheduler.park(task)
            return item

        def get_nowait(self) -> Any:
            return self.get(block=False)

        def empty(self) -> bool:
            self._point(Access.READ, self)
            scheduler.note(self, READ if self._items else HELD)
            return not self._items

        def qsize(self) -> int:
            self._point(Access.READ, self)
            scheduler.note(self, READ if self._items else HELD)
            return len(self._items)

        def __class_getitem__(cls, item: Any) -> Any:
            return cls

    Empty.__module__ = SimpleQueue.__module__ = "_queue"
    module.__dict__.update(SimpleQueue=SimpleQueue, Empty=Empty)
    return module
