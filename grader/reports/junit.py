"""JUnit XML, as pytest's `xunit2` family writes it: a suite an exercise, a case a check."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from grader.harmless import harmless, one_line
from grader.reports.evidence import explanation
from grader.reports.options import ReportOptions
from grader.reports.words import why
from grader.result import CheckResult, Result, Status


def write(results: Sequence[Result], options: ReportOptions) -> str:
    """One XML document with a `testsuite` for each result."""
    root = ET.Element("testsuites", name="grader")
    for result in results:
        root.append(_suite(result))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(result: Result) -> ET.Element:
    statuses = [check.status for check in result.checks]
    suite = ET.Element(
        "testsuite",
        name=result.exercise,
        errors=str(statuses.count(Status.ERROR) + bool(result.message)),
        failures=str(statuses.count(Status.FAILED)),
        skipped=str(statuses.count(Status.SKIPPED)),
        tests=str(len(statuses) + bool(result.message)),
        time=f"{result.seconds:.3f}",
        timestamp=now().isoformat(),
        hostname=host(),
    )
    _properties(suite, score=result.score, max_score=result.max_score, seed=result.seed)
    if result.message:
        case = ET.SubElement(suite, "testcase", classname=result.exercise, name="grading")
        case.set("time", f"{result.seconds:.3f}")
        ET.SubElement(case, "error", message=one_line(result.message)).text = harmless(
            result.message
        )
    for check in result.checks:
        suite.append(_case(result, check))
    return suite


def _case(result: Result, check: CheckResult) -> ET.Element:
    case = ET.Element("testcase", classname=result.exercise, name=check.id)
    case.set("time", f"{check.seconds:.3f}")
    kind = {"kind": str(check.diagnosis.kind)} if check.diagnosis else {}
    title = one_line(check.title)
    _properties(case, title=title, points=check.points, max_points=check.max_points, **kind)
    if check.status is Status.FAILED:
        text = explanation(check.diagnosis) if check.diagnosis else one_line(check.reason)
        ET.SubElement(case, "failure", message=why(check)).text = text
    elif check.status is Status.ERROR:
        ET.SubElement(case, "error", message=why(check)).text = harmless(check.reason)
    elif check.status is Status.SKIPPED:
        skipped = ET.SubElement(case, "skipped", type="grader.skip", message=why(check))
        skipped.text = harmless(check.reason)
    if check.notes:
        ET.SubElement(case, "system-out").text = "\n".join(one_line(n) for n in check.notes)
    return case


def _properties(parent: ET.Element, **values: object) -> None:
    properties = ET.SubElement(parent, "properties")
    for name, value in values.items():
        ET.SubElement(properties, "property", name=name, value=str(value))


def now() -> datetime:
    """The moment that a report carries."""
    return datetime.now(UTC)


def host() -> str:
    """The machine that a report carries."""
    return platform.node()
