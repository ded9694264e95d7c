"""Lock, RLock and Condition over the scheduler.

Condition is modelled natively: over the real source a waiter would wait for a hidden lock, which
is twice the steps to search and says nothing to a reader.
"""

from __future__ import annotations

import warnings
from _thread import TIMEOUT_MAX
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Self

from grader.interleaving.caller import called_from_library
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.sites import Access
from grader.interleaving.task import Task
from grader.interleaving.trail import ACQUIRE, HELD, READ, RECEIVE, RELEASE, SEND, WRITE


def make_locks(scheduler: Scheduler) -> SimpleNamespace:
    """The classes `Lock`, `RLock` and `Condition`, bound to `scheduler`."""

    class Mutex:
        """What Lock and RLock share. `owner` is the task that holds it, or None.

        `contenders` are the tasks whose next step is to take it: enabled while it is free.
        """

        __slots__ = ("__weakref__", "contenders", "depth", "hidden", "owner", "point")

        def __init__(self, *, hidden: bool | None = None) -> None:
            if hidden is None:
                hidden = called_from_library()
            self.hidden = hidden
            self.point = scheduler.library_point if hidden else scheduler.point
            self.owner: Task | None = None
            self.depth = 0
            self.contenders: list[Task] = []

        def _contend(self, blocking: bool, timeout: float) -> bool:
            """Become the owner; False when it was not to be had in time."""
            _check_timeout(blocking, timeout)
            task = scheduler.current
            if (not blocking or timeout >= 0) and not self.hidden:
                scheduler.note_try()
            if not blocking or timeout == 0:
                self.point(Access.ACQUIRE, self)
                if self.owner is not None:
                    scheduler.kept_waiting.add(task.index)
                    scheduler.note(self, HELD)
                    return False
                scheduler.note(self, WRITE)
            else:
                deadline = None if timeout < 0 else scheduler.now + timeout
                self.contenders.append(task)
                try:
                    if self.owner is None:
                        task.deadline = deadline
                        self.point(Access.ACQUIRE, self)
                    while self.owner is not None:
                        scheduler.kept_waiting.add(task.index)
                        if not scheduler.block(Access.ACQUIRE, self, deadline):
                            return False
                finally:
                    self.contenders.remove(task)
            self._take(task, 1)
            return True

        def _take(self, task: Task, depth: int) -> None:
            self.owner, self.depth = task, depth
            scheduler.note(self, ACQUIRE)
            task.held.append(self)
            for other in self.contenders:
                if other is not task:
                    other.blocked_by = self
                    scheduler.kept_waiting.add(other.index)
                    scheduler.park(other)

        def _drop(self) -> int:
            depth, owner = self.depth, self.owner
            self.owner, self.depth = None, 0
            if owner is scheduler.current:
                scheduler.note(self, RELEASE)
            else:
                scheduler.note(self, WRITE)
                scheduler.note_try()
            if owner is not None and self in owner.held:
                owner.held.remove(self)
            for task in self.contenders:
                scheduler.enable(task)
            return depth

        def _release_point(self) -> None:
            """Giving a lock back lets others go on and stops nobody: calm, unless some try."""
            if scheduler.tries or self.hidden:
                self.point(Access.RELEASE, self)
            else:
                scheduler.calm_point(Access.RELEASE, self)

        def _look(self) -> bool:
            """Whether it is taken."""
            scheduler.note_try()
            self.point(Access.READ, self)
            scheduler.note(self, READ if self.owner is None else HELD)
            return self.owner is not None

        def _at_fork_reinit(self) -> None:
            self._drop()

        def __enter__(self) -> bool:
            return bool(self.acquire())  # type: ignore[attr-defined]

        def __exit__(self, *exc_info: object) -> None:
            self.release()  # type: ignore[attr-defined]

    class Lock(Mutex):
        __slots__ = ()

        def __init_subclass__(cls) -> None:
            raise TypeError("type '_thread.lock' is not an acceptable base type")

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            return self._contend(blocking, timeout)

        acquire_lock = acquire

        def release(self) -> None:
            if scheduler.unwinding:
                return
            self._release_point()
            if self.owner is None:
                raise RuntimeError("release unlocked lock")
            self._drop()

        release_lock = release

        def locked(self) -> bool:
            return self._look()

        locked_lock = locked

        def __repr__(self) -> str:
            state = "unlocked" if self.owner is None else "locked"
            return f"<{state} _thread.lock object at {id(self):#x}>"

    class RLock(Mutex):
        __slots__ = ()

        def __init__(self, *ignored: Any, hidden: bool | None = None, **also: Any) -> None:
            super().__init__(hidden=called_from_library() if hidden is None else hidden)

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            if self.owner is scheduler.current:
                _check_timeout(blocking, timeout)
                self.depth += 1
                return True
            return self._contend(blocking, timeout)

        def release(self) -> None:
            if scheduler.unwinding:
                return
            if self.owner is not scheduler.current:
                raise RuntimeError("cannot release un-acquired lock")
            if self.depth > 1:
                self.depth -= 1
                return
            self._release_point()
            self._drop()

        def locked(self) -> bool:
            return self._look()

        def _is_owned(self) -> bool:
            return self.owner is scheduler.current

        def _release_save(self) -> tuple[int, int]:
            if self.owner is None:
                raise RuntimeError("cannot release un-acquired lock")
            owner = self.owner.ident
            self._release_point()
            return self._drop(), owner

        def _acquire_restore(self, state: tuple[int, int], /) -> None:
            self._contend(True, -1)
            self.depth = state[0]

        def _recursion_count(self) -> int:
            return self.depth if self.owner is scheduler.current else 0

        def __repr__(self) -> str:
            state = "unlocked" if self.owner is None else "locked"
            owner = 0 if self.owner is None else self.owner.ident
            where = f"owner={owner} count={self.depth} at {id(self):#x}"
            return f"<{state} _thread.RLock object {where}>"

    class Condition:
        """`threading.Condition` with the same contract, one waiter list, no hidden locks."""

        def __init__(self, lock: Any = None) -> None:
            hidden = called_from_library()
            self._hidden = hidden
            self._point = scheduler.library_point if hidden else scheduler.point
            self._lock = RLock(hidden=hidden) if lock is None else lock
            self._waiters: list[Task] = []
            self.acquire: Callable[..., bool] = self._lock.acquire
            self.release: Callable[[], None] = self._lock.release

        def __enter__(self) -> Any:
            return self._lock.__enter__()

        def __exit__(self, *exc_info: object) -> Any:
            return self._lock.__exit__(*exc_info)

        def __repr__(self) -> str:
            return f"<Condition({self._lock}, {len(self._waiters)})>"

        def _at_fork_reinit(self) -> None:
            self._waiters.clear()

        def _is_owned(self) -> bool:
            if isinstance(self._lock, RLock):
                return self._lock.owner is scheduler.current
            if isinstance(self._lock, Mutex):
                return self._lock.owner is not None
            if hasattr(self._lock, "_is_owned"):
                return bool(self._lock._is_owned())
            if self._lock.acquire(False):
                self._lock.release()
                return False
            return True

        def _release_save(self) -> Any:
            if hasattr(self._lock, "_release_save"):
                return self._lock._release_save()
            return self._lock.release()

        def _acquire_restore(self, state: Any, /) -> None:
            if hasattr(self._lock, "_acquire_restore"):
                self._lock._acquire_restore(state)
            else:
                self._lock.acquire()

        def wait(self, timeout: float | None = None) -> bool:
            if scheduler.unwinding:
                scheduler.point(Access.WAIT, self)
            if not self._is_owned():
                raise RuntimeError("cannot wait on un-acquired lock")
            if timeout is not None and timeout <= 0:
                # No time at all: whether others could move meanwhile does not come into it.
                scheduler.point(Access.WAIT, self)
                return False
            task, mutex = scheduler.current, self._lock
            self._waiters.append(task)
            native = isinstance(mutex, Mutex)
            depth = 0
            # Giving the lock back and starting to wait is one step: nobody can notify between.
            if scheduler.watcher is not None:
                task.access, task.obj, task.site = Access.WAIT, self, None
                scheduler.watcher.about_to(task)
            scheduler.note(self, WRITE)
            if native:
                depth = mutex._drop()
            else:
                mutex.release()
            deadline = None if timeout is None else scheduler.now + max(0.0, timeout)
            try:
                notified = scheduler.block(Access.WAIT, self, deadline)
            finally:
                if task in self._waiters:
                    self._waiters.remove(task)
                if native and task in mutex.contenders:
                    mutex.contenders.remove(task)
                elif native:
                    notified = False
                scheduler.note(task, RECEIVE)
            if native and mutex.owner is None:
                mutex._take(task, depth)
            elif native:
                mutex._contend(True, -1)
                mutex.depth = depth
            else:
                mutex.acquire()
            return notified

        def wait_for(self, predicate: Callable[[], Any], timeout: float | None = None) -> Any:
            end = None if timeout is None else scheduler.now + timeout
            result = predicate()
            while not result:
                left = None if end is None else end - scheduler.now
                if left is not None and left <= 0:
                    break
                self.wait(left)
                result = predicate()
            return result

        def notify(self, n: int = 1) -> None:
            if scheduler.unwinding:
                return
            if not self._is_owned():
                raise RuntimeError("cannot notify on un-acquired lock")
            self._point(Access.NOTIFY, self)
            scheduler.note(self, WRITE)
            for task in self._waiters[:n]:
                self._waiters.remove(task)
                scheduler.note(task, SEND)
                if isinstance(self._lock, Mutex):
                    # The waiter's next step is to take the lock back: it contends at once.
                    self._lock.contenders.append(task)
                    task.access, task.obj = Access.ACQUIRE, self._lock
                    task.blocked_by = self._lock
                    _forget_deadline(task)
                    if self._lock.owner is None:
                        scheduler.enable(task)
                else:
                    scheduler.enable(task)

        def notify_all(self) -> None:
            self.notify(len(self._waiters) or 1)

        def notifyAll(self) -> None:
            instead = "notifyAll() is deprecated, use notify_all() instead"
            warnings.warn(instead, DeprecationWarning, stacklevel=2)
            self.notify_all()

        def __class_getitem__(cls, item: Any) -> type[Self]:
            return cls

    def _forget_deadline(task: Task) -> None:
        task.deadline = None
        if task in scheduler.timed:
            scheduler.timed.remove(task)

    def _check_timeout(blocking: bool, timeout: float) -> None:
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if timeout > TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")

    Lock.__name__ = Lock.__qualname__ = "lock"
    RLock.__qualname__, Condition.__qualname__ = "RLock", "Condition"
    Lock.__module__ = RLock.__module__ = "_thread"
    Condition.__module__ = "threading"
    return SimpleNamespace(Lock=Lock, RLock=RLock, Condition=Condition, Mutex=Mutex)
