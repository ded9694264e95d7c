"""No preemption: a task runs until it cannot go on; then the oldest or the youngest goes next.

The two simplest schedules of a program. What fails here needs no unlucky moment to fail.
"""

from __future__ import annotations

from typing import ClassVar

from grader.interleaving.strategies.base import Base, awake
from grader.interleaving.task import Task


class Serial(Base):
    name: ClassVar[str] = "serial"

    def __init__(self, youngest_first: bool = False) -> None:
        self._pick = -1 if youngest_first else 0

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        if current.enabled:
            return current
        return (awake(candidates) or candidates)[self._pick]
