"""`lab.stress`: many rounds with real threads that are switched as often as possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.check import reject
from grader.i18n import _
from grader.lab.session import Session
from grader.result import Kind
from grader.supervisor import Evidence

if TYPE_CHECKING:
    from grader.lab.lab import Lab


@dataclass(frozen=True, slots=True)
class Stress:
    """`outcomes` pairs each value the scenario gave with how often it came, the commonest first;
    `rounds` were made."""

    rounds: int
    outcomes: tuple[tuple[Any, int], ...]
    evidence: Evidence


def stress(
    lab: Lab,
    scenario: Callable[..., Any],
    arguments: tuple[Any, ...],
    rounds: int,
    holds: Callable[[Any], bool] | None,
    otherwise: Callable[[Any], str] | None,
    kind: Kind,
    deadline: float,
) -> Stress:
    """See `Lab.stress`."""
    with Session(lab, cpu_seconds=8 * deadline + 30) as session:
        session.prepare(scenario, arguments)
        session.load()
        reply = session.ask("stress", deadline, rounds=rounds, seconds=0.6 * deadline)
        evidence = session.finish()
    counted = sorted(((value, int(n)) for value, n in reply["outcomes"]), key=lambda row: -row[1])
    result = Stress(int(reply["rounds"]), tuple(counted), evidence)
    for value, times in result.outcomes:
        if holds is not None and not holds(value):
            reject(
                kind,
                otherwise(value)
                if otherwise
                else _("The result was wrong: {value}.").format(value=value),
                facts={"rounds": result.rounds, "times": times},
            )
    return result
