"""What one schedule of a program came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Ending(StrEnum):
    """How a schedule ended. `RAISED`: the main function raised; other threads: see `failures`."""

    RETURNED = "returned"
    RAISED = "raised"
    DEADLOCK = "deadlock"
    NEVER_ENDS = "never_ends"
    NOT_GRADABLE = "not_gradable"
    BROKEN_OFF = "broken_off"


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception that ended a thread. `line` is the innermost line in the program's own files."""

    thread: str
    type: str
    text: str
    file: str = ""
    line: int = 0
    traceback: tuple[tuple[str, int, str, str], ...] = ()
    """Frames in the program's own files: file, line, function, source."""


@dataclass(slots=True)
class Outcome:
    """One distinct way for the program to end.

    `value` is what main returned and `frozen` its text at that moment (threads that still ran may
    have changed it since). `schedule` is the first that led here (see `strategies/replay.py`), with
    its `preemptions` and `steps`; it was number `first_schedule` and came after `first_seconds` of
    search. `count` says how many schedules led here.
    """

    key: str
    ending: Ending
    value: Any = None
    frozen: str = ""
    failures: tuple[Failure, ...] = ()
    reason: str = ""
    turns: list[tuple[int, int]] = field(default_factory=list)
    """(Task index, step at which its turn began)."""
    strategy: str = ""
    first_schedule: int = 0
    first_seconds: float = 0.0
    count: int = 0
    preemptions: int = 0
    steps: int = 0

    @property
    def schedule(self) -> list[tuple[int, int]]:
        """(Task index, steps until another's turn)."""
        ends = [step for _task, step in self.turns[1:]] + [self.steps]
        return [(task, end - start) for (task, start), end in zip(self.turns, ends, strict=True)]
