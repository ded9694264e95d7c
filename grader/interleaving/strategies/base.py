"""The interface of a strategy.

A strategy is made anew for each schedule from a seed of its own; everything it does is derived
from that seed. (Those that go through schedules in order live through many.) The scheduler calls
`begin` once, then `choose` at every point that may matter and at which more than one task could go
on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from grader.interleaving.sites import Access
from grader.interleaving.task import Task

if TYPE_CHECKING:
    from grader.interleaving.scheduler import Scheduler


class Strategy(Protocol):
    name: ClassVar[str]
    everywhere: bool
    """Whether to be asked also where letting others go first cannot matter."""

    def begin(self, scheduler: Scheduler) -> None:
        """A schedule begins; what happens in it can be read from `scheduler`."""
        ...

    def end(self, scheduler: Scheduler) -> None:
        """The schedule is over; its tasks stand as they stood at that moment."""
        ...

    def choose(self, current: Task, candidates: list[Task]) -> Task | None:
        """One of `candidates`, which are ordered by index; None to break the schedule off.

        `current` made the last step; it is not among the candidates when it cannot go on. A
        sleeping task among them is one whose sleep may be taken to be over.
        """
        ...


class Base:
    """What most strategies do: nothing before and after, and no interest in calm points."""

    everywhere = False

    def begin(self, scheduler: Scheduler) -> None:
        pass

    def end(self, scheduler: Scheduler) -> None:
        pass


def is_asleep(task: Task) -> bool:
    """Whether choosing `task` would end its sleep early."""
    return not task.enabled and task.access is Access.SLEEP


def awake(candidates: list[Task]) -> list[Task]:
    """The candidates that need no sleep to be cut short; there may be none."""
    return [task for task in candidates if task.enabled]


def unpreempted(current: Task, candidates: list[Task]) -> Task:
    """Who goes on when nobody is preempted: `current`, else the oldest that needs no waking."""
    return current if current.enabled else (awake(candidates) or candidates)[0]
