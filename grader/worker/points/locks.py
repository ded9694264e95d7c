"""Locks and what is made of them. All that blocks in `synchronize` does so in `SemLock.acquire`."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

from grader.worker.points.points import Points, name_of


def install(points: Points, mp: Any) -> None:
    """Put points before what programs do with locks, semaphores, conditions, events, barriers."""
    _locks(points, mp)
    _waits(points, mp)


def _locks(points: Points, mp: Any) -> None:
    """Locks and semaphores: all that blocks in `synchronize` does so in their `acquire`."""
    synchronize = mp.synchronize
    kinds = {synchronize.Lock: "lock", synchronize.RLock: "lock"}

    def wait_for(self: Any, block: bool, timeout: float | None) -> bool:
        acquire = self._semlock.acquire
        if not block:
            return bool(acquire(False))
        while not acquire(False):
            if not points.blocked("lock", key_of(self), timeout):
                return False
            if points.free:
                return bool(acquire(True, timeout))
        return True

    def acquire(self: Any, block: bool = True, timeout: float | None = None) -> bool:
        frame = points.students()
        if frame is None:
            if points.controls():
                return wait_for(self, block, timeout)
            return bool(self._semlock.acquire(block, timeout))
        verb = kinds.get(type(self), "semaphore")
        return bool(
            points.call(
                frame, verb, "acquire", key_of(self), lambda: wait_for(self, block, timeout),
                target=name_of(frame, self),
            )
        )  # fmt: skip

    def release(self: Any) -> None:
        frame = points.students()
        if frame is None:
            self._semlock.release()
            return
        points.call(
            frame, kinds.get(type(self), "semaphore"), "release", key_of(self),
            self._semlock.release, target=name_of(frame, self),
        )  # fmt: skip

    def make_methods(self: Any) -> None:
        self.acquire = functools.partial(acquire, self)
        self.release = functools.partial(release, self)

    def leave(self: Any, *_: Any) -> None:
        self.release()

    synchronize.SemLock._make_methods = make_methods
    synchronize.SemLock.__enter__ = lambda self: self.acquire()
    synchronize.SemLock.__exit__ = leave


def _waits(points: Points, mp: Any) -> None:
    """Conditions, events and barriers, which are made of semaphores: one operation each."""
    synchronize = mp.synchronize

    def put_before(cls: type, method: str, verb: str, access: str, key: Callable[[Any], str],
                   part: Callable[[Any], Any] = lambda self: None) -> None:  # fmt: skip
        original = getattr(cls, method)

        @functools.wraps(original)
        def operation(self: Any, *args: Any, **kwds: Any) -> Any:
            frame = points.students()
            if frame is None:
                return original(self, *args, **kwds)
            return points.call(
                frame, verb, access, key(self), lambda: original(self, *args, **kwds),
                target=name_of(frame, self), part=part(self),
            )  # fmt: skip

        setattr(cls, method, operation)

    def of_condition(condition: Any) -> str:
        return "condition:" + key_of(condition._wait_semaphore)

    def of_lock(condition: Any) -> str:
        return key_of(condition._lock)

    for method, access in (("wait", "wait"), ("wait_for", "wait"), ("notify", "notify")):
        put_before(synchronize.Condition, method, "condition", access, of_condition, of_lock)
    for method, access in (("wait", "wait"), ("set", "notify"), ("clear", "write"),
                           ("is_set", "read")):  # fmt: skip
        put_before(synchronize.Event, method, "event", access, lambda e: "event:" + key_of(e._flag))
    put_before(
        synchronize.Barrier, "wait", "barrier", "wait", lambda b: "barrier:" + of_condition(b._cond)
    )


def locks_here(frame: Any) -> str:
    """What whoever starts a process calls its locks, as JSON: pairs of key and name.

    A process that gets them as arguments often has other names for them.
    """
    pairs = []
    for name, value in list(frame.f_locals.items())[:60]:
        kind = type(value)
        if kind.__name__ == "AcquirerProxy":
            pairs.append((f"proxy:{value._token.id}", name))
        elif kind.__module__ == "multiprocessing.synchronize" and hasattr(value, "_semlock"):
            pairs.append((key_of(value), name))
    return json.dumps(pairs[:8])


def key_of(lock: Any) -> str:
    semlock = lock._semlock
    return f"lock:{semlock.name or semlock.handle}"
