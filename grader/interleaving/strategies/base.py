"""The interface of a strategy.

A strategy is made anew for each schedule from a seed of its own; everything it does is derived
from that seed. The scheduler calls `choose` at every point at which more than one task could go on.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

from grader.interleaving.scheduler import Task
from grader.interleaving.sites import Access


class Strategy(Protocol):
    name: ClassVar[str]

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        """One of `candidates`, which are ordered by index.

        `current` made the last step; it is not among the candidates when it cannot go on. A
        sleeping task among them is one whose sleep may be taken to be over.
        """
        ...


def is_asleep(task: Task) -> bool:
    """Whether choosing `task` would end its sleep early."""
    return not task.enabled and task.access is Access.SLEEP


def awake(candidates: list[Task]) -> list[Task]:
    """The candidates that need no sleep to be cut short; there may be none."""
    return [task for task in candidates if task.enabled]


def is_worth_a_choice(task: Task) -> bool:
    """Whether letting others go first, before what `task` is about to do, can matter.

    Not before a step that commutes with every step of the others: then stopping at the task's next
    point is the same. That holds for data seen unshared, for going round a loop, for starting,
    joining or ending a thread, and for giving back a lock that nobody only tries to take.
    """
    match task.access:
        case Access.LOOP | Access.START | Access.JOIN | Access.END:
            return False
        case Access.RELEASE:
            return bool(getattr(task.obj, "tried", True))
    return task.site is None or task.site.hot
