"""A random walk weighted by what each task has left to do.

A plain walk is far from uniform: a task with many steps left is as likely as one with a single
step, so most of the long task comes after the short one. Weighted by the steps that are left, all
interleavings of independent tasks are equally likely.

Source: Zhao, Wolff, Mathur, Roychoudhury, "Selectively Uniform Concurrency Testing", ASPLOS 2025
(their uniform random walk). Different here: how many steps a task has is taken from the schedules
seen before, by the task's index, and a task without any left keeps a small chance.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, ClassVar

from grader.interleaving.strategies.random_walk import RandomWalk
from grader.interleaving.task import Task

if TYPE_CHECKING:
    from grader.interleaving.scheduler import Scheduler

_NONE_LEFT = 0.25


class Census:
    """How many uses of shared things each task makes, on average over the schedules counted."""

    def __init__(self) -> None:
        self._uses: dict[int, float] = {}

    def count(self, scheduler: Scheduler) -> None:
        """Take a schedule that is over into account."""
        counts = dict.fromkeys(range(len(scheduler.tasks)), 0)
        for task, _, _ in scheduler.trail:
            counts[task] += 1
        for task, uses in counts.items():
            known = self._uses.get(task, float(uses))
            self._uses[task] = 0.8 * known + 0.2 * uses

    def of(self, task: int) -> float:
        return self._uses.get(task, 1.0)


class WeightedWalk(RandomWalk):
    name: ClassVar[str] = "weighted walk"

    def __init__(self, random: Random, census: Census) -> None:
        super().__init__(random)
        self._census = census

    def begin(self, scheduler: Scheduler) -> None:
        super().begin(scheduler)
        self._trail = scheduler.trail
        self._read = 0
        self._left: dict[int, float] = {}

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        for index, _, _ in self._trail[self._read :]:
            self._left[index] = self._remaining(index) - 1
        self._read = len(self._trail)
        able = self._able(candidates) if self._sleepers else candidates
        weights = [max(_NONE_LEFT, self._remaining(task.index)) for task in able]
        dart = self._random() * sum(weights)
        for task, weight in zip(able, weights, strict=True):
            dart -= weight
            if dart < 0:
                return task
        return able[-1]

    def _remaining(self, task: int) -> float:
        if task not in self._left:
            self._left[task] = self._census.of(task)
        return self._left[task]
