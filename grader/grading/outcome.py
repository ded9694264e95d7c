"""From what a check did to its `CheckResult`, and from all of them to one status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from grader.exercise import Promise
from grader.hints import Hints
from grader.i18n import _
from grader.result import CheckResult, Diagnosis, Status


def check_result(promise: Promise, status: Status, **fields: Any) -> CheckResult:
    """A check's result: all of its points when it passed, else none."""
    return CheckResult(
        id=promise.id,
        title=_(promise.title),
        status=status,
        points=promise.points if status is Status.PASSED else 0,
        max_points=promise.points,
        **fields,
    )


def with_hint(diagnosis: Diagnosis, hints: Hints, check_id: str) -> Diagnosis:
    """`diagnosis` with the one hint that fits it, unless it already brings its own."""
    return replace(diagnosis, hint=diagnosis.hint or hints.fitting(check_id, diagnosis.kind))


def overall(checks: Iterable[CheckResult]) -> Status:
    """An error anywhere is an error of the whole; a skipped check is not a passed one."""
    statuses = {check.status for check in checks}
    if Status.ERROR in statuses:
        return Status.ERROR
    return Status.PASSED if statuses == {Status.PASSED} else Status.FAILED


def failure(error: BaseException) -> str:
    """One line about a failure of the kit, for people who cannot use its traceback."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def reraise_interrupt(error: BaseException) -> None:
    """Raise KeyboardInterrupt when `error` is what became of one while things were tidied up."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        seen = seen.__cause__ or seen.__context__
