"""What a hidden suite is written with.

A check is a function marked with `@check(points, title)`. It takes the `lab` fixture, passes by
returning and fails by raising `Rejected`. Whatever else it raises is the kit's own failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from grader.i18n import N_, _, ngettext
from grader.result import Diagnosis, Kind

__all__ = [
    "N_",
    "CheckMark",
    "Kind",
    "Rejected",
    "Skipped",
    "Undecided",
    "_",
    "alike",
    "check",
    "expect",
    "ngettext",
    "reject",
    "same",
    "short",
    "skip",
]

F = TypeVar("F", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class CheckMark:
    """What `@check` leaves on a function: its points and its title (untranslated)."""

    points: int
    title: str


class Rejected(Exception):
    """The answer does not keep what this check demands."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        super().__init__(diagnosis.summary)
        self.diagnosis = diagnosis


class Skipped(Exception):
    """This machine cannot make the check; the argument says why. It earns no points."""


class Undecided(RuntimeError):
    """Time was up before anything could be told for certain; the argument says how far it came.

    The machine's fault, or the kit's: a check that ends so is an error, never a failure.
    """


def check(points: int, title: str) -> Callable[[F], F]:
    """Mark a function as a check worth `points` (a whole number above 0).

    `title` is a promise in a few words that a learner understands, wrapped in `N_`.
    """

    def mark(function: F) -> F:
        function.__check__ = CheckMark(points, title)  # type: ignore[attr-defined]
        return function

    return mark


def reject(kind: Kind, summary: str, **evidence: Any) -> NoReturn:
    """Fail this check; `evidence` are further fields of `Diagnosis`."""
    raise Rejected(Diagnosis(kind=kind, summary=summary, **evidence))


def expect(holds: bool, kind: Kind, summary: str, **evidence: Any) -> None:
    """Fail this check unless `holds`."""
    if not holds:
        reject(kind, summary, **evidence)


def same(got: Any, expected: Any, what: str, kind: Kind = Kind.WRONG_RESULT) -> None:
    """Fail this check unless `got` is `expected`: equal, and of the same types all the way down.

    `what` names the thing compared, in the reader's language ("the balance").
    """
    if not alike(got, expected):
        reject(
            kind,
            _("{what}: expected {expected}, got {got}.").format(
                what=what, expected=short(expected), got=short(got)
            ),
        )


def skip(reason: str) -> NoReturn:
    """Leave this check out because this machine cannot make it."""
    raise Skipped(reason)


def short(value: Any, limit: int = 60) -> str:
    """`repr(value)`, cut in the middle to `limit` characters."""
    if isinstance(value, dict) and set(value) == {"__object__"}:
        return _("an object of type {name}").format(name=value["__object__"])
    text = repr(value)
    if len(text) <= limit:
        return text
    half = (limit - 3) // 2
    return f"{text[:half]}...{text[-half:]}"


def alike(a: Any, b: Any) -> bool:
    """Whether two plain values are equal, and of the same types all the way down."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    return bool(a == b)
