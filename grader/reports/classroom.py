"""The payload of GitHub Classroom's autograding actions, which still run.

A grading step sets its output `result` to base64 of this JSON; the reporter action reads it from
the environment variable `STEP-ID_RESULTS`. Its table counts passes and its annotation adds up
scores: the two agree because a test here is a check, all or nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

from grader.harmless import one_line
from grader.i18n import _
from grader.reports.json_report import dumps
from grader.reports.options import ReportOptions
from grader.reports.runner import set_outputs
from grader.reports.words import again, title, why
from grader.result import CheckResult, Result, Status

_STATUS = {
    Status.PASSED: "pass",
    Status.FAILED: "fail",
    Status.SKIPPED: "fail",
    Status.ERROR: "error",
}


def write(results: Sequence[Result], options: ReportOptions) -> str:
    """The payload as JSON; where a runner takes step outputs, `result` is set as well."""
    text = dumps(payload(results))
    # ASCII inside, so that a reader that decodes base64 byte by byte loses nothing.
    compact = json.dumps(json.loads(text), separators=(",", ":")).encode("ascii")
    set_outputs({"result": base64.b64encode(compact).decode("ascii")})
    return text


def payload(results: Sequence[Result]) -> dict[str, Any]:
    """The results as one runner's object; its `tests` are never empty."""
    tests = [test for result in results for test in _tests(result, len(results) > 1)]
    if not tests:
        tests = [_test("grading", "error", 0, _("There was nothing to grade."))]
    return {
        "version": 1,
        "status": _overall(results),
        "max_score": sum(result.max_score for result in results),
        "tests": tests,
    }


def _overall(results: Sequence[Result]) -> str:
    if not results or any(result.status is Status.ERROR for result in results):
        return "error"
    return "pass" if all(result.passed for result in results) else "fail"


def _tests(result: Result, several: bool) -> list[dict[str, Any]]:
    if not result.checks:
        message = one_line(result.message)
        return [_test(title(result), "error", 0, message, result.file, result.seconds)]
    return [_of(check, result, several) for check in result.checks]


def _of(check: CheckResult, result: Result, several: bool) -> dict[str, Any]:
    name = one_line(check.title)
    return _test(
        f"{title(result)}: {name}" if several else name,
        _STATUS[check.status],
        check.max_points if check.status is Status.PASSED else 0,
        why(check),
        result.file,
        check.seconds,
        "" if check.status is Status.PASSED else _advice(check, result),
    )


def _advice(check: CheckResult, result: Result) -> str:
    """What the reporter prints below a test: it shows `message` for errors only."""
    hint = check.diagnosis.hint if check.diagnosis else ""
    lines = [why(check), _("Hint:") + " " + one_line(hint) if hint else "", again(result)]
    return "\n".join(line for line in lines if line)


def _test(
    name: str,
    status: str,
    score: int,
    message: str = "",
    filename: str = "",
    seconds: float = 0.0,
    test_code: str = "",
) -> dict[str, Any]:
    return {
        "name": name,
        "status": status,
        "score": score,
        "line_no": 0,
        "message": message,
        "test_code": test_code,
        "filename": filename,
        "duration": seconds,
    }
