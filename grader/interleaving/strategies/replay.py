"""Replays a recorded schedule; where a turn is impossible, or none is left, nobody is preempted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from grader.interleaving.strategies.base import unpreempted
from grader.interleaving.task import Task

if TYPE_CHECKING:
    from grader.interleaving.scheduler import Scheduler

Schedule = Sequence[tuple[int, int]]
"""Turns: (task index, steps that it makes before the next turn)."""


class Replay:
    name: ClassVar[str] = "replay"
    everywhere = True

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._position = 0
        self._turns = 1

    def begin(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler

    def end(self, scheduler: Scheduler) -> None:
        pass

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        schedule, turns = self._schedule, self._scheduler.turns
        self._follow(turns)
        task, begun = turns[-1]
        if self._position < len(schedule):
            wanted, steps = schedule[self._position]
            is_its_turn = wanted == task == current.index and current in candidates
            if is_its_turn and self._scheduler.steps - begun < steps:
                return current
        while self._position + 1 < len(schedule):
            self._position += 1
            wanted = schedule[self._position][0]
            for candidate in candidates:
                if candidate.index == wanted:
                    return candidate
        self._position = len(schedule)
        return unpreempted(current, candidates)

    def _follow(self, turns: list[tuple[int, int]]) -> None:
        """Keep up with turns that were given where there was no choice."""
        for task, _ in turns[self._turns :]:
            ahead = range(self._position, len(self._schedule))
            self._position = next(
                (n for n in ahead if self._schedule[n][0] == task), self._position
            )
        self._turns = len(turns)


def encode(schedule: Schedule) -> str:
    """A schedule as text: the tasks in the order of their turns, with the steps, as "0*4 1 2*3"."""
    return " ".join(f"{task}*{steps}" if steps != 1 else str(task) for task, steps in schedule)


def decode(text: str) -> list[tuple[int, int]]:
    """The inverse of `encode`; raises ValueError on anything else."""
    schedule = []
    for turn in text.split():
        task, times, steps = turn.partition("*")
        schedule.append((int(task), int(steps) if times else 1))
    return schedule
