"""Reports: one module a format, each with `write(results, options) -> str`.

A writer is imported when it is called, so that the list of formats costs nothing. What it returns
is the report; `github` and `classroom` also append to the files that a runner names in
`$GITHUB_STEP_SUMMARY` and `$GITHUB_OUTPUT`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TypeAlias

from grader.reports.options import ReportOptions
from grader.result import Result

__all__ = ["FORMATS", "ReportOptions", "Writer"]

Writer: TypeAlias = Callable[[Sequence[Result], ReportOptions], str]


def _later(module: str) -> Writer:
    def write(results: Sequence[Result], options: ReportOptions) -> str:
        report: str = import_module(f"{__name__}.{module}").write(results, options)
        return report

    return write


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "terminal": _later("terminal"),
        "json": _later("json_report"),
        "junit": _later("junit"),
        "github": _later("github"),
        "classroom": _later("classroom"),
        "classroom50": _later("classroom50"),
        "gradescope": _later("gradescope"),
    }
)
