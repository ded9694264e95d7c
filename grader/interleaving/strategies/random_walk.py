"""A random walk: at each point that may matter, any candidate is equally likely.

At other points the walk mostly goes straight on, so that its luck is spent where the order can
matter.
"""

from __future__ import annotations

from random import Random
from typing import ClassVar

from grader.interleaving.scheduler import Task
from grader.interleaving.strategies.base import awake, is_asleep, is_worth_a_choice

_STRAY = 0.05
_CUT_A_SLEEP_SHORT = 0.15


class RandomWalk:
    name: ClassVar[str] = "random walk"

    def __init__(self, random: Random) -> None:
        self._random = random

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        able = awake(candidates)
        if not able:
            return candidates[0]
        if len(able) < len(candidates) and self._random.random() < _CUT_A_SLEEP_SHORT:
            return next(task for task in candidates if is_asleep(task))
        if current.enabled and not is_worth_a_choice(current) and self._random.random() >= _STRAY:
            return current
        return able[int(self._random.random() * len(able))]
