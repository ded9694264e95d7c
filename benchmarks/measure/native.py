"""The yardstick: a stress loop on real threads, as one would write it without any tool."""

from __future__ import annotations

from dataclasses import dataclass

from measure.child import End, ask
from measure.classics import Classic
from measure.sheet import span

PATIENCE = 1.5
START_UP = 10.0


@dataclass(frozen=True)
class Stress:
    """`found` is the type of the exception, "timeout" where a round hung, or ""."""

    name: str
    found: str
    rounds: int
    seconds: float
    trouble: str = ""

    def __str__(self) -> str:
        if self.trouble:
            return self.trouble
        how = f"found by {self.found}" if self.found else "no"
        return f"{how} ({self.rounds:,} rounds, {span(self.seconds)})"


def stress(classic: Classic, seconds: float) -> Stress:
    limit = seconds + PATIENCE + START_UP
    answer = ask("native_stress.py", classic.bug, seconds, PATIENCE, limit=limit)
    if not answer.lines:
        wrong = "limit" if answer.end is End.LIMIT else answer.complaint or "failed"
        return Stress(classic.name, "", 0, answer.seconds, wrong)
    told = answer.lines[0]
    return Stress(classic.name, told["found"], told["rounds"], told["seconds"])
