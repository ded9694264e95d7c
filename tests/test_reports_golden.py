"""Every format of every sample is kept in `golden/`, so that a change of a report is seen.

To renew the files after an intended change, and to review the difference with git:

    UPDATE_GOLDEN=1 python -m pytest tests/test_reports_golden.py
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from report_samples import ALL, KOREAN

from grader import i18n
from grader.reports import FORMATS, ReportOptions, classroom50, github, junit, markdown

GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {"terminal": "txt", "junit": "xml", "github": "txt"}
RUNNER = (
    "GITHUB_OUTPUT",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "CLASSROOM",
    "ASSIGNMENT",
    "SUBMISSION_TAG",
    "COMMIT_URL",
    "RELEASE_URL",
    "REVIEW_URL",
)


@pytest.fixture(autouse=True)
def the_same_place_and_time(monkeypatch):
    noon = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    monkeypatch.setattr(junit, "now", lambda: noon)
    monkeypatch.setattr(junit, "host", lambda: "machine")
    monkeypatch.setattr(classroom50, "submitted", lambda: noon)
    monkeypatch.setattr(github, "token", lambda: "0123456789abcdef")
    for name in RUNNER:
        monkeypatch.delenv(name, raising=False)
    i18n.use("en")


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"{path} is missing: see the head of this file"
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.parametrize("sample", sorted(ALL))
def test_each_format_of_each_sample_is_as_it_was(format, sample):
    text = FORMATS[format]([ALL[sample]], ReportOptions(next_exercise="ex10_check_then_act"))
    compare(f"{format}/{sample}.{SUFFIX.get(format, 'json')}", text)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_several_results_in_one_report_are_as_they_were(format):
    few = [ALL[name] for name in ("passed", "race", "import_error", "error")]
    compare(f"{format}/several.{SUFFIX.get(format, 'json')}", FORMATS[format](few, ReportOptions()))


@pytest.mark.parametrize("sample", sorted(ALL))
def test_the_job_summary_of_each_sample_is_as_it_was(sample):
    compare(f"summary/{sample}.md", markdown.summary([ALL[sample]]))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("race", ALL["race"]),
        ("deadlock", ALL["deadlock"]),
        ("speedup", ALL["speedup"]),
        ("korean", KOREAN),
    ],
)
def test_the_terminal_report_at_each_width_is_as_it_was(name, result, width):
    text = FORMATS["terminal"]([result], ReportOptions(width=width))
    compare(f"terminal/width-{width}-{name}.txt", text)


def test_the_terminal_report_in_colour_is_as_it_was():
    compare(
        "terminal/colour-race.txt", FORMATS["terminal"]([ALL["race"]], ReportOptions(color=True))
    )


def test_a_whole_course_fits_one_line_an_exercise():
    compare("terminal/whole-course.txt", FORMATS["terminal"](list(ALL.values()), ReportOptions()))
