"""`classroom50/result/v1`: the `result.json` that a Classroom 50 autograder leaves behind.

What is not about the grading comes from the runner's environment variables; `owner` and
`assignment_type` are stamped by the runner itself.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from grader.harmless import one_line
from grader.reports.json_report import dumps
from grader.reports.options import ReportOptions
from grader.reports.words import short_id, title, why
from grader.result import CheckResult, Result

SCHEMA = "classroom50/result/v1"


def write(results: Sequence[Result], options: ReportOptions) -> str:
    """The document for `./result.json`."""
    return dumps(
        {
            "schema": SCHEMA,
            "classroom": _variable("CLASSROOM"),
            "assignment": _variable("ASSIGNMENT"),
            "submission": _variable("SUBMISSION_TAG"),
            "commit": _variable("COMMIT_URL"),
            "release": _variable("RELEASE_URL"),
            "review": os.environ.get("REVIEW_URL") or _variable("COMMIT_URL"),
            "datetime": submitted().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "score": sum(result.score for result in results),
            "max-score": sum(result.max_score for result in results),
            "tests": [test for result in results for test in _tests(result)],
        }
    )


def submitted() -> datetime:
    """The committer date of the submission in UTC; now, where there is no commit to ask."""
    repository = os.environ.get("GITHUB_WORKSPACE") or "."
    try:
        shown = subprocess.run(
            ["git", "-C", repository, "show", "--no-patch", "--format=%cI", "HEAD"],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
        return datetime.fromisoformat(shown.stdout.strip()).astimezone(UTC)
    except (OSError, subprocess.SubprocessError, ValueError):
        return datetime.now(UTC)


def _variable(name: str) -> str:
    # The fields may not be empty, and a dry run on a laptop has no runner to ask.
    return os.environ.get(name) or "local"


def _tests(result: Result) -> list[dict[str, Any]]:
    if not result.checks:
        row = {"test-name": title(result), "passed": False, "score": 0, "max-score": 0}
        return [{**row, "message": one_line(result.message)}]
    return [_test(check, result) for check in result.checks]


def _test(check: CheckResult, result: Result) -> dict[str, Any]:
    row: dict[str, Any] = {
        "test-name": f"{short_id(result)}: {one_line(check.title)}",
        "passed": check.status == "passed",
        "score": check.points,
        "max-score": check.max_points,
    }
    if why(check):
        row["message"] = why(check)
    if check.diagnosis:
        row["kind"] = str(check.diagnosis.kind)
    return row
