"""Replays recorded choices; where one is impossible, or none is left, nothing is preempted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from grader.interleaving.scheduler import Task
from grader.interleaving.strategies.base import awake


class Replay:
    name: ClassVar[str] = "replay"

    def __init__(self, choices: Sequence[int]) -> None:
        self._choices = choices
        self._position = 0

    def choose(self, current: Task, candidates: list[Task]) -> Task:
        position = self._position
        self._position += 1
        if position < len(self._choices):
            wanted = self._choices[position]
            for task in candidates:
                if task.index == wanted:
                    return task
        if current in candidates and current.enabled:
            return current
        return (awake(candidates) or candidates)[0]


def encode(choices: Sequence[int]) -> str:
    """A schedule as text: runs of the same task, as in "0*4 1 2*3"."""
    runs: list[list[int]] = []
    for choice in choices:
        if runs and runs[-1][0] == choice:
            runs[-1][1] += 1
        else:
            runs.append([choice, 1])
    return " ".join(f"{task}*{n}" if n > 1 else str(task) for task, n in runs)


def decode(schedule: str) -> list[int]:
    """The inverse of `encode`; raises ValueError on anything else."""
    choices: list[int] = []
    for run in schedule.split():
        task, _, n = run.partition("*")
        choices.extend([int(task)] * (int(n) if n else 1))
    return choices
