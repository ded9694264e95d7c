"""`lab.explore`: search the interleavings of a scenario, judge what came, tell what failed.

The worker only says what it saw. Whether an outcome is right is decided here, with a predicate
that never leaves the grader process.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.check import Rejected, reject, short
from grader.harmless import harmless
from grader.i18n import _
from grader.lab import failures, verdicts
from grader.lab.pack import pack_instrumented
from grader.lab.session import Session
from grader.result import Kind

if TYPE_CHECKING:
    from grader.lab.lab import Lab

_FIRST_SLICE = 4
_LARGEST_SLICE = 64
_GRACE_SECONDS = 10.0
_STORY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Exploration:
    """What was seen. `values` are the distinct plain values the scenario returned, in the order
    in which they came; `schedules` were looked at in `seconds` of real time."""

    values: tuple[Any, ...]
    schedules: int
    seconds: float
    overlaps: frozenset[frozenset[str]]
    kept_waiting: frozenset[str]
    """Names of the threads that, in some interleaving, came to a lock which another held."""
    exhaustive: bool = False
    """Whether no interleaving was left out, at the granularity of one access to shared data."""

    def overlapped(self, first: str, second: str) -> bool:
        """Whether, in some interleaving, one of the two threads wrote shared data between two
        writes of the other."""
        return frozenset({first, second}) in self.overlaps


def explore(
    lab: Lab,
    scenario: Callable[..., Any],
    *args: Any,
    holds: Callable[[Any], bool] | None = None,
    otherwise: Callable[[Any], str] | None = None,
    kind: Kind = Kind.RACE,
    schedules: int = 300,
    seconds: float = 4.0,
    late: bool = False,
) -> Exploration:
    """Search up to `schedules` interleavings of `scenario(answer, *args)`.

    With `late` it returns a function, and the value is what that returns when the program is over:
    when threads that are no daemons have ended, and exit functions have been called.

    `seconds` of real time are only a brake: on any ordinary machine the schedules are over first.

    Raises Rejected, with the story, for the first outcome for which `holds` is false (with `kind`
    and the sentence `otherwise(value)`), for a deadlock, for an exception in the scenario or in any
    thread, for a program that never ends, and (`not_gradable`) for an answer that starts or waits
    for something out of the engine's sight. Running that one natively instead and passing it for
    want of a finding would be a way around the search.
    """
    judge = verdicts.Judge(lab.submission, holds, otherwise or _unexpected, kind)
    return _search(lab, scenario, args, judge, schedules, seconds, late)


def _search(
    lab: Lab,
    scenario: Callable[..., Any],
    args: tuple[Any, ...],
    judge: verdicts.Judge,
    schedules: int,
    seconds: float,
    late: bool,
) -> Exploration:
    seed = random.Random(f"{lab.seed}/{lab.check_id}/search").getrandbits(32)
    with Session(lab, cpu_seconds=20 * seconds + 60, soon_again=True) as session:
        session.prepare(scenario, args)
        hooked, sites = pack_instrumented(scenario)
        session.ask(
            "explore.begin",
            _GRACE_SECONDS,
            module=lab.submission.module,
            seed=seed,
            scenario=hooked,
            sites=sites,
            late=late,
        )
        found: dict[str, Any] = {}
        size, done, spent = _FIRST_SLICE, 0, 0.0
        while done < schedules and spent < seconds:
            found = session.ask(
                "explore.search",
                seconds + _GRACE_SECONDS,
                schedules=min(size, schedules - done),
                seconds=seconds - spent,
            )["found"]
            for outcome in found["outcomes"]:
                failures.reject_oversized(outcome.get("value"))
            failing = judge.first_failure(found["outcomes"])
            if failing is not None:
                _reject(session, judge, found, failing)
            if found["over"]:
                break
            done, spent = found["schedules"], found["seconds"]
            size = min(2 * size, _LARGEST_SLICE)
        session.finish()
    values = tuple(o["value"] for o in found["outcomes"] if o["ending"] == "returned")
    overlaps = frozenset(frozenset(pair) for pair in found["overlaps"])
    return Exploration(
        values,
        found["schedules"],
        found["seconds"],
        overlaps,
        frozenset(map(str, found["kept_waiting"])),
        found["exhausted"],
    )


def _reject(session: Session, judge: verdicts.Judge, found: dict[str, Any], failing: int) -> None:
    outcome = found["outcomes"][failing]
    if outcome["ending"] == "not_gradable":
        reject(
            Kind.NOT_GRADABLE,
            _(
                "Your code uses {name}, which the grader cannot put in order here. Use threads "
                "from threading, concurrent.futures or multiprocessing.pool, and queue."
            ).format(name=harmless(outcome["reason"])),
        )
    comes_to_an_end = outcome["ending"] not in ("deadlock", "never_ends")
    if judge.kind is Kind.RACE and comes_to_an_end and len(found["outcomes"]) == 1:
        # What always fails is no race, and the first few schedules cannot tell.
        found = session.ask(
            "explore.search", 2 * _GRACE_SECONDS, schedules=_LARGEST_SLICE, seconds=_GRACE_SECONDS
        )["found"]
    story = session.ask("explore.tell", _STORY_SECONDS, outcome=failing)["story"]
    raise Rejected(judge.diagnosis(outcome, story, found))


def _unexpected(value: Any) -> str:
    return _("The result was wrong: {value}.").format(value=short(value))
