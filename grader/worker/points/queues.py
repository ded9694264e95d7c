"""Queues: a call of the program is one operation, and so is each message that the thread behind a
`Queue` writes to the pipe.
"""

from __future__ import annotations

import contextlib
import functools
import os
import threading
from typing import Any

from grader.worker.points.pipes import key_of_pipe
from grader.worker.points.points import Points, name_of, show


def install(points: Points, mp: Any) -> None:
    """Queues: what the program calls is one operation, and so is each message that the thread
    behind a `Queue` writes to the pipe."""
    queues = mp.queues
    plain_reset = queues.Queue._reset
    feed, finalize_join = queues.Queue._feed, queues.Queue._finalize_join

    def put_before(cls: type, method: str, access: str) -> None:
        original = cls.__dict__[method]

        @functools.wraps(original)
        def operation(self: Any, *args: Any, **kwds: Any) -> Any:
            frame = points.students()
            if frame is None:
                return original(self, *args, **kwds)
            return points.call(
                frame, "queue", access, key_of_pipe(self._reader.fileno()),
                lambda: original(self, *args, **kwds), target=name_of(frame, self),
                part=getattr(self, "_opid", 0), value=show(args[0]) if method == "put" else "",
            )  # fmt: skip

        setattr(cls, method, operation)

    def feeding(buffer: Any, notempty: Any, send_bytes: Any, lock: Any, *rest: Any) -> None:
        if any(type(getattr(part, "__self__", None)).__name__ == "_SafeQueue" for part in rest):
            feed(buffer, notempty, send_bytes, lock, *rest)  # an executor's, not the program's
            return
        key = key_of_pipe(send_bytes.__self__.fileno())
        points.here()
        points.feeders.add(threading.get_ident())
        if isinstance(notempty, Doorbell):
            notempty.answered_by = threading.get_native_id()

        def write(message: Any) -> None:
            with lock or contextlib.nullcontext():
                send_bytes(message)

        def send(message: Any) -> None:
            points.call(None, "queue", "put", key, lambda: write(message))

        feed(buffer, notempty, send, lock and _Open(), *rest)
        points.ask("end")

    def finalized(thread_of: Any) -> None:
        thread = thread_of()
        while thread is not None and thread.is_alive() and points.controls(leaving=True):
            points.blocked("feeder", f"thread:{os.getpid()}:{thread.native_id}")
        finalize_join(thread_of)

    class Doorbell(threading.Condition):
        """A queue's condition, which tells when its thread has nothing to do, and when it has."""

        answered_by = 0
        times = 0

        def wait(self, timeout: float | None = None) -> bool:
            if self.answered_by == threading.get_native_id() and not points.free:
                self.times += 1
                points.tell("idle", self.times)
            return super().wait(timeout)

        def notify(self, n: int = 1) -> None:
            if self.answered_by:
                points.woken[self.answered_by] = self.times
            super().notify(n)

    def reset(self: Any, after_fork: bool = False) -> None:
        plain_reset(self, after_fork)
        if type(self).__name__ != "_SafeQueue":
            self._notempty = Doorbell(threading.Lock())

    for cls in (queues.Queue, queues.JoinableQueue, queues.SimpleQueue):
        for method, access in (("put", "put"), ("get", "get"), ("empty", "read"),
                               ("full", "read"), ("qsize", "read"), ("join", "wait"),
                               ("task_done", "notify"), ("join_thread", "wait")):  # fmt: skip
            if method in cls.__dict__:
                put_before(cls, method, access)
    queues.Queue._reset = reset
    queues.Queue._feed = staticmethod(feeding)
    queues.Queue._finalize_join = staticmethod(finalized)


class _Open:
    """In place of the lock around a queue's pipe, which is taken with the message in hand."""

    def acquire(self) -> None:
        pass

    def release(self) -> None:
        pass
