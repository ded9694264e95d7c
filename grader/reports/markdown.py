"""The job summary: a table of checks and points, and the evidence in a fence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.harmless import one_line
from grader.i18n import _
from grader.reports.evidence import evidence
from grader.reports.layout import render
from grader.reports.words import (
    again,
    kind_word,
    more,
    points,
    shared,
    status_word,
    title,
    why,
)
from grader.result import CheckResult, Diagnosis, Result

LIMIT = 900_000
"""Bytes; a runner takes 1 MiB for each step."""
WIDTH = 100

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+\-!|~@&$])")


def summary(results: Sequence[Result]) -> str:
    """Markdown for all results, within what a runner takes."""
    parts: list[str] = []
    left = LIMIT
    for result in results:
        part = _section(result)
        left -= len(part.encode())
        if left < 0:
            parts.append(_("There is more to tell than a job summary can hold.") + "\n")
            break
        parts.append(part)
    return "\n".join(parts)


def escaped(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown or HTML would act on."""
    return _SPECIAL.sub(r"\\\1", one_line(text)).replace("\\&", "&amp;").replace("\\<", "&lt;")


def fenced(text: str) -> str:
    """`text` in a fence longer than any run of backquotes inside."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}\n"


def _section(result: Result) -> str:
    if result.message:
        return f"## {escaped(title(result))}\n\n{escaped(result.message)}\n"
    heading = f"## {escaped(title(result))}: {points(result.score, result.max_score)}\n"
    parts = [heading, _table(result.checks)]
    parts += [_diagnosis(diagnosis, checks) for diagnosis, checks in shared(result.checks)]
    if not result.passed:
        repeat, hint = _("Again:"), _("More:")
        parts.append(fenced(f"{repeat} {again(result)}\n{hint} {more(result)}"))
    return "\n".join(parts)


def _table(checks: Sequence[CheckResult]) -> str:
    columns = " | ".join((_("Check"), _("Points"), _("What happened")))
    return f"| | {columns} |\n|---|---|---:|---|\n" + "".join(
        f"| {status_word(check.status)} | {escaped(check.title)} "
        f"| {check.points}/{check.max_points} | {_happened(check)} |\n"
        for check in checks
    )


def _happened(check: CheckResult) -> str:
    kind = kind_word(check.diagnosis.kind) if check.diagnosis else why(check)
    return "; ".join(escaped(text) for text in (kind, *check.notes) if text)


def _diagnosis(diagnosis: Diagnosis, checks: Sequence[CheckResult]) -> str:
    names = "; ".join(escaped(check.title) for check in checks)
    parts = [f"### {names}\n", escaped(diagnosis.summary) + "\n"]
    shown = render(evidence(diagnosis, WIDTH), color=False)
    if shown.strip():
        parts.append(fenced(shown))
    if diagnosis.hint:
        parts.append("**" + _("Hint:") + f"** {escaped(diagnosis.hint)}\n")
    return "\n".join(parts)
