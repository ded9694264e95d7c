"""`lab.run`: a scenario once, beside the student's module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.harmless import harmless
from grader.lab.session import Session
from grader.supervisor import Evidence

if TYPE_CHECKING:
    from grader.lab.lab import Lab


@dataclass(frozen=True, slots=True)
class Run:
    """What came back: the scenario's value as plain data, the output made harmless, `seconds`
    that the scenario took by the worker's clock (a hint), and what was seen from outside."""

    value: Any
    stdout: str
    stderr: str
    seconds: float
    evidence: Evidence


def run(
    lab: Lab,
    scenario: Callable[..., Any],
    arguments: tuple[Any, ...],
    deadline: float,
    start_method: str | None,
) -> Run:
    """See `Lab.run`."""
    with Session(lab, cpu_seconds=8 * deadline + 30) as session:
        session.prepare(scenario, arguments, start_method=start_method)
        session.load()
        reply = session.ask("call", deadline)
        evidence = session.finish()
        stdout, stderr = session.output()
    return Run(
        value=reply.get("value"),
        stdout=harmless(stdout),
        stderr=harmless(stderr),
        seconds=float(reply.get("seconds") or 0.0),
        evidence=evidence,
    )
