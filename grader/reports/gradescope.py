"""Gradescope's `results.json`: a test a check, everything visible to the student."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.harmless import one_line
from grader.reports.evidence import explanation
from grader.reports.json_report import dumps
from grader.reports.options import ReportOptions
from grader.reports.words import points, short_id, title, why
from grader.result import CheckResult, Result, Status


def write(results: Sequence[Result], options: ReportOptions) -> str:
    """The document for `/autograder/results/results.json`."""
    return dumps(
        {
            "score": sum(result.score for result in results),
            "execution_time": round(sum(result.seconds for result in results), 3),
            "output": "\n".join(map(_headline, results)),
            "output_format": "text",
            "test_output_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "tests": [
                _test(check, result, f"{chapter}.{number}")
                for chapter, result in enumerate(results, 1)
                for number, check in enumerate(result.checks, 1)
            ],
            "extra_data": {
                "results": [
                    {
                        "exercise": result.exercise,
                        "status": str(result.status),
                        "seed": result.seed,
                        "max_score": result.max_score,
                    }
                    for result in results
                ]
            },
        }
    )


def _headline(result: Result) -> str:
    if result.message:
        return f"{title(result)}: {one_line(result.message)}"
    return f"{title(result)}: {points(result.score, result.max_score)}"


def _test(check: CheckResult, result: Result, number: str) -> dict[str, Any]:
    diagnosis = check.diagnosis
    lines = [explanation(diagnosis) if diagnosis else why(check), *map(one_line, check.notes)]
    tags = [short_id(result), str(check.status)]
    return {
        "name": f"{title(result)}: {one_line(check.title)}",
        "number": number,
        "status": "passed" if check.status is Status.PASSED else "failed",
        "score": check.points,
        "max_score": check.max_points,
        "output": "\n".join(line for line in lines if line),
        "output_format": "text",
        "tags": [*tags, str(diagnosis.kind)] if diagnosis else tags,
        "visibility": "visible",
    }
