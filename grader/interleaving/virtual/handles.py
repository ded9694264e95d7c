"""What `_thread.start_joinable_thread` gives (Python 3.13 and later), and waiting for a task."""

from __future__ import annotations

from types import SimpleNamespace

from grader.interleaving.scheduler import Scheduler
from grader.interleaving.sites import Access
from grader.interleaving.task import Task
from grader.interleaving.trail import READ, RECEIVE


def wait_for_end(scheduler: Scheduler, task: Task, timeout: float | None) -> None:
    """Let the current task wait until `task` is done, or `timeout` seconds have passed."""
    if timeout is not None:
        # Who waits for a limited time looks what has become of the thread afterwards.
        scheduler.point(Access.JOIN, task)
        scheduler.note(task, READ)
        if timeout <= 0:
            return
    else:
        scheduler.calm_point(Access.JOIN, task)
    if task.done:
        scheduler.note(task, RECEIVE)
        return
    waiting = scheduler.current
    task.joiners.append(waiting)
    try:
        deadline = None if timeout is None else scheduler.now + timeout
        scheduler.block(Access.JOIN, task, deadline)
    finally:
        task.joiners.remove(waiting)
    scheduler.note(task, RECEIVE if task.done else READ)


def make_handles(scheduler: Scheduler) -> SimpleNamespace:
    """The class `ThreadHandle`, and `of_ident`, a handle of a thread that was not started here."""

    class ThreadHandle:
        def __init__(self) -> None:
            self._task: Task | None = None
            self._ident = 0
            self._is_done = False

        @property
        def ident(self) -> int:
            return self._ident if self._task is None else self._task.ident

        def is_done(self) -> bool:
            return self._is_done or (self._task is not None and self._task.done)

        def join(self, timeout: float | None = None, /) -> None:
            if self._task is None and not self._ident:
                raise RuntimeError("thread not started")
            if self._task is scheduler.current:
                raise RuntimeError("Cannot join current thread")
            if self._task is not None and not self._is_done:
                wait_for_end(
                    scheduler, self._task, None if timeout is None or timeout < 0 else timeout
                )

        def _set_done(self) -> None:
            if self._task is None and not self._ident:
                raise RuntimeError("thread not started")
            self._is_done = True

        def __repr__(self) -> str:
            return f"<_thread._ThreadHandle object: ident={self.ident}>"

    def of_ident(ident: int, /) -> ThreadHandle:
        handle = ThreadHandle()
        handle._ident = ident
        return handle

    ThreadHandle.__name__ = ThreadHandle.__qualname__ = "_ThreadHandle"
    ThreadHandle.__module__ = "_thread"
    return SimpleNamespace(ThreadHandle=ThreadHandle, of_ident=of_ident)
