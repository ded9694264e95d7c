"""What a grading tells while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """`done` of `total` checks of `exercise` are over; `title` is under way, "" between checks."""

    exercise: str
    done: int
    total: int
    title: str = ""


Listener = Callable[[Moment], None]


def nobody(moment: Moment) -> None:
    """A listener that does not listen."""
