"""`lab.stress`: many rounds with real threads and processes that are switched as often as possible.

What it sees is real, and not all: see `grader.interleaving.native`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.check import Rejected
from grader.harmless import harmless
from grader.i18n import _
from grader.lab import failures, verdicts
from grader.lab.session import Session
from grader.result import Diagnosis, Kind
from grader.supervisor import Evidence

if TYPE_CHECKING:
    from grader.lab.lab import Lab

_STORY_SECONDS = 60.0


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
    start_method: str | None = None,
    forced: bool = True,
) -> Stress:
    """See `Lab.stress`. Without `forced` every round is plain, for comparison."""
    with Session(lab, cpu_seconds=8 * deadline + 30) as session:
        session.prepare(scenario, arguments, start_method=start_method)
        session.load()
        reply = session.ask(
            "stress",
            deadline,
            rounds=rounds,
            seconds=0.6 * deadline,
            seed=f"{lab.seed}/{lab.check_id}/stress",
            forced=forced,
        )
        for value, _times in reply["outcomes"]:
            failures.reject_oversized(value)
        failing = holds and _first_failing(reply["outcomes"], holds)
        story: Mapping[str, Any] = {}
        if failing is not None:
            story = session.ask("stress.tell", _STORY_SECONDS, outcome=failing)["story"]
        evidence = session.finish()
    made = int(reply["rounds"])
    if failing is not None:
        if story["steps"]:
            lab.note(_as_seen())
        value, times = reply["outcomes"][failing]
        said = otherwise or _unexpected
        raise Rejected(_diagnosis(kind, said(value), story, {"rounds": made, "times": times}))
    counted = sorted(((value, int(n)) for value, n in reply["outcomes"]), key=lambda row: -row[1])
    return Stress(made, tuple(counted), evidence)


def _first_failing(outcomes: list[Any], holds: Callable[[Any], bool]) -> int | None:
    """The index of the commonest outcome that does not hold, None when all do."""
    failing = [i for i, (value, _times) in enumerate(outcomes) if not holds(value)]
    return max(failing, key=lambda i: int(outcomes[i][1]), default=None)


def _unexpected(value: Any) -> str:
    return _("The result was wrong: {value}.").format(value=value)


def _diagnosis(
    kind: Kind, summary: str, story: Mapping[str, Any], facts: dict[str, Any]
) -> Diagnosis:
    """With the last operations on what failed, where they were seen."""
    steps = verdicts.steps_of(story)
    marked = next((step for step in steps if step.mark), None)
    return Diagnosis(
        kind=kind,
        summary=" ".join(part for part in (_conflict(story), summary) if part),
        story=steps,
        file=marked.file if marked else "",
        line=marked.line if marked else 0,
        facts=facts,
    )


def _conflict(story: Mapping[str, Any]) -> str:
    if story["conflict"] != "lost_update":
        return verdicts.conflict(story)
    return _("Two of them read {target} before either wrote, so one update is lost.").format(
        target=harmless(story["target"])
    )


def _as_seen() -> str:
    return _(
        "Seen with real threads and processes: of two steps that follow each other closely, the "
        "second may have come first."
    )
