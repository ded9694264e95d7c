"""A program that is put to the gate, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "gate_programs"


class Side(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"


class Verdict(StrEnum):
    PASSED = "passed"
    REFUSED = "refused"
    UNDECIDED = "undecided"
    BROKEN = "broken"
    """The kit failed."""


@dataclass(frozen=True)
class Program:
    """A file that defines `total(term, n, workers)`: the sum of term(i) for i in range(n)."""

    side: Side
    name: str

    @property
    def path(self) -> Path:
        return FOLDER / self.side / f"{self.name}.py"

    @property
    def about(self) -> str:
        """Its first line, a comment."""
        return self.path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")


@dataclass(frozen=True)
class Outcome:
    """`why` is the kind of a refusal or what else went wrong; `speedup` is in virtual time."""

    verdict: Verdict
    why: str
    summary: str
    speedup: float | None
    seconds: float


def programs() -> tuple[Program, ...]:
    return tuple(
        Program(side, path.stem) for side in Side for path in sorted((FOLDER / side).glob("*.py"))
    )
