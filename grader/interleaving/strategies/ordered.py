"""Makes the steps of a schedule in another order: whose turn it is, step by step."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from grader.interleaving.strategies.base import Base, unpreempted
from grader.interleaving.task import Task

if TYPE_CHECKING:
    from grader.interleaving.scheduler import Scheduler


class Ordered(Base):
    name: ClassVar[str] = "ordered"

    def __init__(self, tasks: Iterable[int]) -> None:
        """`tasks` are the indices of those whose step is next, as `races.steps_of` counts steps."""
        self._places: defaultdict[int, deque[int]] = defaultdict(deque)
        """Where in the order the steps are that each task has still to make."""
        for place, task in enumerate(tasks):
            self._places[task].append(place)

    def begin(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._seen = 0
        self._cut = 0
        self._last = -1

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        self._catch_up()
        left = [(self._places[task.index][0], n) for n, task in enumerate(candidates)
                if self._places[task.index]]  # fmt: skip
        return candidates[min(left)[1]] if left else unpreempted(current, candidates)

    def _catch_up(self) -> None:
        """Strike out the steps that have begun since the last choice."""
        trail, cuts = self._scheduler.trail, self._scheduler.cuts
        for position in range(self._seen, len(trail)):
            task = trail[position][0]
            while self._cut < len(cuts) and cuts[self._cut] < position:
                self._cut += 1
            is_cut = self._cut < len(cuts) and cuts[self._cut] == position
            if (task != self._last or is_cut) and self._places[task]:
                self._places[task].popleft()
            self._last = task
        self._seen = len(trail)
