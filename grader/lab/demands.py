"""What suites demand of an outcome, for the verbs that search: `lab.explore(..., **gives(6, _("the
sum")))`.

Each gives the arguments `holds`, `otherwise` and `kind` of `explore`, `interleave` and `stress`.
The values judged are those that the helpers in `scenes` give. What is demanded of the evidence of a
run that has returned begins with `expect`, and fails the check by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

from grader.check import alike, expect, short
from grader.i18n import _, ngettext
from grader.result import Kind
from grader.supervisor import Evidence, ProcessSeen


class Demand(TypedDict):
    """A predicate on an outcome, the sentence when it is false, and the kind of that failure."""

    holds: Callable[[Any], bool]
    otherwise: Callable[[Any], str]
    kind: Kind


def gives(expected: Any, what: str, kind: Kind = Kind.RACE) -> Demand:
    """The outcome is `expected`: equal, and of the same types all the way down.

    `what` names it in the reader's language ("the balance after two deposits"). With `Kind.RACE`
    an outcome that is wrong in every interleaving is told as a `wrong_result` all the same.
    """
    return Demand(
        holds=lambda got: alike(got, expected),
        otherwise=lambda got: _("{what}: expected {expected}, got {got}.").format(
            what=what, expected=short(expected), got=short(got)
        ),
        kind=kind,
    )


def entry(key: str, demand: Demand) -> Demand:
    """The outcome is a dict, and its entry `key` is as demanded."""
    return Demand(
        holds=lambda got: demand["holds"](got[key]),
        otherwise=lambda got: demand["otherwise"](got[key]),
        kind=demand["kind"],
    )


def at_most(limit: int, what: str, kind: Kind = Kind.WRONG_RESULT) -> Demand:
    """The outcome is a number and not above `limit`; `what` names what was counted."""
    return Demand(
        holds=lambda got: type(got) is int and got <= limit,
        otherwise=lambda got: _("{what}: at most {limit}, but it was {got}.").format(
            what=what, limit=limit, got=short(got)
        ),
        kind=kind,
    )


def none_left(call: str) -> Demand:
    """The outcome of `scenes.threads_left` is empty; `call` names the call: "fetch_all"."""
    return Demand(
        holds=lambda got: alike(got, []),
        otherwise=lambda got: ngettext(
            "When {call} returned, {n} thread that it had started was still running.",
            "When {call} returned, {n} threads that it had started were still running.",
            len(got),
        ).format(call=call, n=len(got)),
        kind=Kind.LEAKED_THREAD,
    )


def raises(error: type[Exception], what: str, text: str | None = None) -> Demand:
    """The outcome of `scenes.attempt` is that `error` was raised, with `text` if that is given."""

    def holds(got: Any) -> bool:
        return (
            isinstance(got, list)
            and got[:2] == ["raised", error.__name__]
            and text in (None, got[2])
        )

    def otherwise(got: Any) -> str:
        shown = error.__name__ if text is None else f"{error.__name__}({text!r})"
        if isinstance(got, list) and got[:1] == ["raised"]:
            return _("{what}: {error} should be raised, but {other} was.").format(
                what=what, error=shown, other=f"{got[1]}({short(got[2])})"
            )
        return _("{what}: {error} should be raised, but nothing was.").format(
            what=what, error=shown
        )

    return Demand(holds=holds, otherwise=otherwise, kind=Kind.WRONG_RESULT)


_HELPERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")


def is_helper(process: ProcessSeen) -> bool:
    """Whether multiprocessing keeps this process for itself until the program ends."""
    return any(helper in process.command for helper in _HELPERS)


def expect_no_child_left(evidence: Evidence, when: str) -> None:
    """Fail the check if, when the scenario had returned, a child process still ran, or had ended
    and nobody had waited for it. `when` begins the sentence: "When blur had returned"."""
    left = [process for process in evidence.processes_left if not is_helper(process)]
    expect(
        not left,
        Kind.LEAKED_PROCESS,
        ngettext(
            "{when}, {n} child process still ran.",
            "{when}, {n} child processes still ran.",
            len(left),
        ).format(when=when, n=len(left)),
        facts={"pids": [process.pid for process in left]},
    )
    zombies = len(evidence.zombies)
    expect(
        not zombies,
        Kind.LEAKED_PROCESS,
        ngettext(
            "{when}, {n} child process had ended, and nobody had waited for it: a zombie.",
            "{when}, {n} child processes had ended, and nobody had waited for them: zombies.",
            zombies,
        ).format(when=when, n=zombies),
    )


def expect_no_segment_left(evidence: Evidence, when: str) -> None:
    """Fail the check if, when the scenario had returned, a segment of shared memory was there."""
    n = len(evidence.segments_kept)
    expect(
        n == 0,
        Kind.WRONG_RESULT,
        ngettext(
            "{when}, {n} segment of shared memory was still there. Nobody had unlinked it.",
            "{when}, {n} segments of shared memory were still there. Nobody had unlinked them.",
            n,
        ).format(when=when, n=n),
    )
