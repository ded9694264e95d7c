"""The words that every report says the same way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from shlex import quote

from grader.harmless import one_line
from grader.i18n import N_, _, ngettext
from grader.result import CheckResult, Diagnosis, Kind, Result, Status

_STATUS = {
    Status.PASSED: N_("pass"),
    Status.FAILED: N_("FAIL"),
    Status.SKIPPED: N_("skip"),
    Status.ERROR: N_("ERR"),
}

_KIND = {
    Kind.WRONG_RESULT: N_("wrong result"),
    Kind.RACE: N_("race"),
    Kind.DEADLOCK: N_("deadlock"),
    Kind.NEVER_ENDS: N_("never ends"),
    Kind.EXCEPTION: N_("exception"),
    Kind.IMPORT_ERROR: N_("cannot be loaded"),
    Kind.MISSING_NAME: N_("missing name"),
    Kind.LEAKED_THREAD: N_("thread left running"),
    Kind.LEAKED_PROCESS: N_("process left behind"),
    Kind.NOT_CONCURRENT: N_("not concurrent"),
    Kind.NOT_PARALLEL: N_("not parallel"),
    Kind.NOT_PROCESSES: N_("no processes"),
    Kind.TOO_SLOW: N_("too slow"),
    Kind.KILLED: N_("ended early"),
    Kind.TAMPERING: N_("tampering"),
    Kind.NOT_GRADABLE: N_("cannot be graded"),
}


def status_word(status: Status) -> str:
    """A short word for the start of a check's line."""
    return _(_STATUS[status])


def kind_word(kind: Kind) -> str:
    """The kind of a diagnosis as a learner reads it."""
    return _(_KIND[kind])


def short_id(result: Result) -> str:
    """`ex09` of `ex09_lost_update`: enough to name it on the command line."""
    return result.exercise.split("_")[0]


def title(result: Result) -> str:
    """The exercise as a heading names it: `ex09 Lost update`."""
    return f"{short_id(result)} {one_line(result.title)}".strip()


def points(score: int, max_score: int) -> str:
    """`6 of 10 points`."""
    return ngettext("{score} of {max} point", "{score} of {max} points", max_score).format(
        score=score, max=max_score
    )


def again(result: Result) -> str:
    """The command that grades the same file in the same way once more."""
    folder = PurePath(result.file).parts[:1]
    which = ""
    if folder == ("solutions",):
        which = " --solution"
    elif result.file and folder != ("exercises",):
        which = f" --file {quote(one_line(result.file))}"
    return f"python -m grader {short_id(result)}{which} --seed {result.seed}"


def more(result: Result) -> str:
    """The command that gives the next hint."""
    return f"python -m grader hint {short_id(result)}"


def why(check: CheckResult) -> str:
    """One line that says why the check did not pass: the diagnosis, or the reason."""
    return one_line(check.diagnosis.summary if check.diagnosis else check.reason)


def shared(checks: Sequence[CheckResult]) -> list[tuple[Diagnosis, list[CheckResult]]]:
    """Each diagnosis once, with the checks that it explains, in the order in which they stand."""
    groups: list[tuple[Diagnosis, list[CheckResult]]] = []
    for check in checks:
        if check.diagnosis is None or check.status is not Status.FAILED:
            continue
        for diagnosis, members in groups:
            if _same(diagnosis, check.diagnosis):
                members.append(check)
                break
        else:
            groups.append((check.diagnosis, [check]))
    return groups


def _same(a: Diagnosis, b: Diagnosis) -> bool:
    """Whether a reader would see the same thing twice; which search found it does not matter."""
    evidence = ("kind", "summary", "story", "waits", "timeline", "detail", "file", "line")
    return all(getattr(a, name) == getattr(b, name) for name in evidence)
