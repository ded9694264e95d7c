"""Makes the steps of a schedule in another order: whose turn it is, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from grader.interleaving.races import steps_of
from grader.interleaving.strategies.base import Base, unpreempted
from grader.interleaving.task import Task

if TYPE_CHECKING:
    from grader.interleaving.scheduler import Scheduler


class Ordered(Base):
    name: ClassVar[str] = "ordered"

    def __init__(self, tasks: Iterable[int]) -> None:
        """`tasks` are the indices of those whose step is next, as `races.steps_of` counts steps."""
        self._left = list(tasks)

    def begin(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._made = 0

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        made = steps_of(self._scheduler.trail, self._scheduler.cuts)
        for step in made[self._made :]:
            if step.task in self._left:
                self._left.remove(step.task)
        self._made = len(made)
        able = {task.index: task for task in candidates}
        for wanted in self._left:
            if wanted in able:
                return able[wanted]
        return unpreempted(current, candidates)
