"""A random walk: at every point that may matter, any task that could go on, all alike."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, ClassVar

from grader.interleaving.strategies.base import Base, is_asleep
from grader.interleaving.task import Task

if TYPE_CHECKING:
    from grader.interleaving.scheduler import Scheduler

CUT_A_SLEEP_SHORT = 0.15
"""How often a sleep is taken to be over while others could go on."""


class RandomWalk(Base):
    name: ClassVar[str] = "random walk"

    def __init__(self, random: Random) -> None:
        self._random = random.random

    def begin(self, scheduler: Scheduler) -> None:
        self._sleepers = scheduler.sleepers

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        able = self._able(candidates) if self._sleepers else candidates
        return able[int(self._random() * len(able))]

    def _able(self, candidates: list[Task]) -> list[Task]:
        """Those to choose among: the sleeper alone, or whoever is awake."""
        for task in candidates:
            if is_asleep(task):
                others = [other for other in candidates if other is not task]
                return [task] if not others or self._random() < CUT_A_SLEEP_SHORT else others
        return candidates
