"""The READMEs say what is so: their commands, their transcript, their table."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.exercise import discover

ROOT = Path(__file__).resolve().parents[1]
README = {"en": ROOT / "README.md", "ko": ROOT / "README.ko.md"}


@pytest.fixture(params=README)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def fences(text: str) -> list[str]:
    return re.findall(r"^```[a-z]*\n(.*?)^```$", text, flags=re.M | re.S)


def test_the_transcript_is_what_the_grader_says(language: str):
    text = README[language].read_text(encoding="utf-8")
    (shown,) = (fence for fence in fences(text) if fence.startswith("ex09  "))
    seed = re.search(r"--seed (\d+)", shown)
    assert seed is not None
    command = [sys.executable, "-m", "grader", "ex09", "--lang", language, "--seed", seed[1]]
    stub = ROOT / "grader" / "stubs" / "ex09_lost_update" / "bank.py"
    run = subprocess.run(
        [*command, "--file", str(stub)], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 1
    assert _comparable(run.stdout) == _comparable(shown)


def _comparable(text: str) -> list[str]:
    """Without what differs from run to run or names the file: seconds, and the last command."""
    text = re.sub(r"\d+\.\d+", "0.00", text)
    return [line.rstrip() for line in text.split("  Again:")[0].split("  다시:")[0].splitlines()]


def test_the_table_lists_every_exercise(language: str):
    text = README[language].read_text(encoding="utf-8")
    for exercise in discover(ROOT):
        row = f"| {exercise.id} | {exercise.titles[language]} |"
        assert row in text, f"{README[language].name} lacks the row {row}"


def test_the_quick_start_has_the_lines_that_ci_runs(language: str):
    text = README[language].read_text(encoding="utf-8")
    for mark, ends in (("plain-job", "-m grader ex09"), ("plain-tests", "-m pytest -q")):
        lines = re.findall(rf"^<!-- {mark} -->\n```sh\n(.*)\n```$", text, flags=re.M)
        assert len(lines) == 1 and lines[0].endswith(ends)
        assert lines[0] in README["en"].read_text(encoding="utf-8")
