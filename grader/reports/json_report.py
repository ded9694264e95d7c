"""JSON: `grader/result/v1` for one result, `grader/results/v1` for any other number of them.

The schema of both is `grader/schemas/result-v1.schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from grader.harmless import harmless
from grader.reports.options import ReportOptions
from grader.result import Result

SCHEMA = "grader/results/v1"


def write(results: Sequence[Result], options: ReportOptions) -> str:
    """The results as one indented JSON document."""
    if len(results) == 1:
        return dumps(results[0].to_json())
    return dumps({"schema": SCHEMA, "results": [result.to_json() for result in results]})


def dumps(document: Mapping[str, Any]) -> str:
    """`document` as JSON that any parser takes: harmless strings, no NaN and no infinity."""
    return json.dumps(_clean(document), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {harmless(str(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value
