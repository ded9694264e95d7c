"""What suites demand of an outcome, for the verbs that search: `lab.explore(..., **gives(6, _("the
sum")))`.

Each gives the arguments `holds`, `otherwise` and `kind` of `explore`, `interleave` and `stress`.
The values judged are those that the helpers in `scenes` give.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

from grader.check import alike, short
from grader.i18n import _, ngettext
from grader.result import Kind


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
