"""Probabilistic concurrency testing: random priorities with a few random priority changes.

Source: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with Probabilistic
Guarantees of Finding Bugs", ASPLOS 2010, section 3. A bug of depth d in a program of n threads and
k steps is found with probability at least 1/(n k^(d-1)) a schedule. Different here: only points
that may matter are counted as steps, which makes k small; and tasks are given their priority when
first seen.
"""

from __future__ import annotations

from random import Random
from typing import ClassVar

from grader.interleaving.strategies.base import Base, is_asleep
from grader.interleaving.task import Task

_SLEEP_PENALTY = 0.5


class PCT(Base):
    name: ClassVar[str] = "PCT"

    def __init__(self, random: Random, depth: int, steps: int) -> None:
        """`depth` is the number of ordering constraints sought, `steps` the k of the bound."""
        self.depth = depth
        self._random = random
        self._changes = {random.randrange(max(1, steps)) for _ in range(depth - 1)}
        self._priority: dict[int, float] = {}
        self._lowest = 0.0
        self.steps = 0
        """Points counted so far: the k of this schedule once it is over."""

    @staticmethod
    def bound(tasks: int, steps: int, depth: int, schedules: int) -> float:
        """The chance that so many schedules find a bug of `depth`, at least.

        1 - (1 - 1 / (n k^(d-1)))^N for n tasks, k steps, depth d and N schedules.
        """
        once = 1 / (max(1, tasks) * float(max(1, steps)) ** (depth - 1))
        return float(1 - (1 - once) ** schedules)

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        for task in candidates:
            if task.index not in self._priority:
                self._priority[task.index] = 1.0 + self._random.random()
        if current.enabled:
            if self.steps in self._changes:
                self._lowest -= 1.0
                self._priority[current.index] = self._lowest
            self.steps += 1
        return max(candidates, key=self._rank)

    def _rank(self, task: Task) -> float:
        return self._priority[task.index] - (_SLEEP_PENALTY if is_asleep(task) else 0.0)
