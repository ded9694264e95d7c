"""Somebody else chooses: a callback is asked at every point that may matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from grader.interleaving.strategies.base import Base
from grader.interleaving.task import Task


class Interactive(Base):
    """`ask(current, candidates)` gives the one of `candidates` to go on, None to break off."""

    name: ClassVar[str] = "interactive"

    def __init__(self, ask: Callable[[Task, Sequence[Task]], Task | None]) -> None:
        self._ask = ask

    def choose(self, current: Task, candidates: list[Task]) -> Task | None:
        chosen = self._ask(current, tuple(candidates))
        if chosen is not None and chosen not in candidates:
            raise ValueError(f"{chosen!r} cannot go on now")
        return chosen
