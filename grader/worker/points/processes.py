"""Processes: who starts, who has ended, who waits for whose end; and sleep."""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from grader.worker.points.locks import locks_here
from grader.worker.points.points import Points

_NAP = 0.02
"""Seconds that a sleep takes when nobody puts sleeps in order any more."""


def install(points: Points, mp: Any) -> None:
    """Processes: who starts, who has ended, who waits for whose end."""
    process = mp.process.BaseProcess
    start, join, bootstrap = process.start, process.join, process._bootstrap
    plain = set(mp.managers.SyncManager._registry)
    exit_function, prepare = mp.util._exit_function, mp.spawn.get_preparation_data

    def starting(self: Any) -> None:
        frame = points.students()
        if frame is None:
            start(self)
        else:
            points.call(
                frame, "process", "start", "", lambda: start(self),
                target=self.name, value=locks_here(frame), native=True,
            )  # fmt: skip
        points.bear(self.pid or 0)

    def joining(self: Any, timeout: float | None = None) -> None:
        frame = points.students()
        pid = self.pid or 0
        if frame is not None:
            points.call(
                frame, "process", "join", f"process:{pid}", lambda: patient(self, pid, timeout),
                target=self.name,
            )  # fmt: skip
        elif points.controls(leaving=True):
            patient(self, pid, timeout)
        else:
            join(self, timeout)

    def patient(self: Any, pid: int, timeout: float | None) -> None:
        while True:
            join(self, 0)
            if self._popen is None or self._popen.returncode is not None:
                return
            if timeout is not None and timeout <= 0:
                return
            if not points.blocked("process", f"process:{pid}", timeout):
                return
            if points.free:
                join(self, timeout)
                return

    def living(self: Any, *args: Any, **kwds: Any) -> Any:
        here = points.here()
        here.depth = 0
        target = getattr(self, "_target", None)
        if getattr(target, "__name__", "") == "_run_server":
            offered = getattr(getattr(target, "__self__", None), "_registry", {})
            points.ask("service", plain >= set(offered))
            points.free = True
        else:
            points.ask("at", "process", "begin", "", None, self.name, "", "", 0)
        return bootstrap(self, *args, **kwds)

    def leaving(*args: Any, **kwds: Any) -> None:
        here = points.here()
        if points.free or here.depth:
            exit_function(*args, **kwds)
            return
        points.call(None, "exit", "end", "", lambda: exit_function(*args, **kwds))

    def preparation(name: str) -> dict[str, Any]:
        return {"points": points, **prepare(name)}

    process.start, process.join, process._bootstrap = starting, joining, living
    atexit.unregister(exit_function)
    atexit.register(leaving)
    mp.util._exit_function = leaving
    mp.spawn.get_preparation_data = preparation
    if hasattr(os, "fork"):
        fork = os.fork

        def forking() -> int:
            pid = fork()
            if pid:
                points.bear(pid)
            return pid

        os.fork = forking

    _looks(points, mp.process)
    _time(points)


def _looks(points: Points, module: Any) -> None:
    """Who asks whether a process has ended, in one way or another."""
    process = module.BaseProcess
    alive, exitcode, cleanup = process.is_alive, process.exitcode, module._cleanup
    glue = {str(module.__file__)}

    def look(frame: FrameType | None, child: Any, ask: Callable[[], Any]) -> Any:
        if frame is None:
            return ask()
        key, name = ("", "") if child is None else (f"process:{child.pid or 0}", child.name)
        return points.call(frame, "process", "poll", key, ask, target=name, native=True)

    def is_alive(self: Any) -> bool:
        return bool(look(points.students(), self, lambda: alive(self)))

    def exitcode_of(self: Any) -> Any:
        return look(points.students(), self, lambda: exitcode.fget(self))

    def clean_up() -> None:
        """Part of `active_children`: those that have ended are forgotten."""
        look(points.students(glue), None, cleanup)

    process.is_alive, process.exitcode = is_alive, property(exitcode_of)
    module._cleanup = clean_up


def _time(points: Points) -> None:
    """A sleep may be over at any moment, so it puts nothing in order and takes no time."""
    module: Any = time
    sleep = time.sleep

    def sleeping(seconds: float) -> None:
        frame = points.students()
        if frame is None or seconds < 0:
            sleep(seconds)
            return
        if points.light:
            sleep(min(seconds, _NAP))
        else:
            points.call(frame, "sleep", "sleep", "", lambda: None, value=repr(float(seconds)))

    module.sleep = sleeping
