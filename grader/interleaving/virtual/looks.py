"""What a program may look at without waiting: that too is a point, and depends on what others do.

The library's own code reads the state below without any lock, so nothing else would tell.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

from grader.interleaving.caller import called_from_library
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.sites import Access
from grader.interleaving.trail import READ


def rewire_looks(threading: ModuleType, scheduler: Scheduler) -> None:
    """Put points before `Event.is_set`, `Barrier.n_waiting` and `broken`, `enumerate`, ..."""

    def is_set(self: Any) -> bool:
        scheduler.point(Access.READ, self)
        scheduler.note(self._cond._lock, READ)
        return bool(self._flag)

    def property_of_barrier(name: str) -> property:
        real = vars(threading.Barrier)[name].fget

        @wraps(real)
        def look(self: Any) -> Any:
            if not called_from_library():
                scheduler.point(Access.READ, self)
                scheduler.note(self._cond._lock, READ)
            return real(self)

        return property(look, doc=real.__doc__)

    def at_all_threads(real: Callable[[], Any]) -> Callable[[], Any]:
        @wraps(real)
        def look() -> Any:
            if not called_from_library():
                scheduler.point(Access.READ, threading)
                for task in scheduler.tasks:
                    scheduler.note(task, READ)
            return real()

        return look

    threading.Event.is_set = is_set
    for name in ("n_waiting", "broken"):
        setattr(threading.Barrier, name, property_of_barrier(name))
    for name in ("enumerate", "active_count"):
        threading.__dict__[name] = at_all_threads(threading.__dict__[name])
