"""What was seen of one run, and the choices that made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from grader.conductor.actors import Actor, Op


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment at which somebody was let go on: who, who else could have, what each would do.

    `forced` when the one who went before could not go on, so that going elsewhere is no preemption.
    `sharp` where others often do harm: before a write, and before a lock taken while holding one.
    """

    chosen: int
    others: tuple[tuple[int, Op], ...]
    op: Op
    forced: bool
    sharp: bool


class Strategy(Protocol):
    def choose(self, current: Actor | None, candidates: Sequence[Actor]) -> Actor:
        """One of `candidates`. `current` made the last step, None when it cannot go on."""


@dataclass(slots=True, eq=False)
class Happening:
    """An operation that was made: by whom, what came out, which locks were held."""

    actor: int
    name: str
    op: Op
    was: str = ""
    holds: tuple[str, ...] = ()


@dataclass(slots=True)
class Record:
    """All that was seen of one run."""

    choices: list[Choice] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    waits: list[Actor] = field(default_factory=list)
    """Those who wait, at a deadlock."""
    light: bool = False
    """Whether the order was given up on the way: the run then ended in one of many orders."""

    names: dict[str, str] = field(default_factory=dict)
    """What locks are called where processes are started: those have names of their own for them."""

    def name_of(self, op: Op) -> str:
        """What the program calls the thing that `op` touches."""
        return self.names.get(op.key, op.target)

    @property
    def chosen(self) -> tuple[int, ...]:
        """Who was let go on, choice by choice."""
        return tuple(choice.chosen for choice in self.choices)
