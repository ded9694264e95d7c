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


def test_parts_and_the_table_of_the_lecture_lead_to_every_exercise(language: str):
    overview = (ROOT / "exercises" / README[language].name).read_text(encoding="utf-8")
    linked = links(overview)
    # A row may name the first and the last of several that follow each other.
    for first, last in re.findall(r"\[ex(\d\d)\][^|,]*?(?: to |부터 )\[ex(\d\d)\]", overview):
        linked |= {f"ex{n:02}" for n in range(int(first), int(last) + 1)}
    for exercise in discover(ROOT):
        part = ROOT / "exercises" / f"part{exercise.part}" / README[language].name
        assert exercise.short in links(part.read_text(encoding="utf-8"))
        assert exercise.short in linked or exercise.part == 4


def links(text: str) -> set[str]:
    return set(re.findall(r"\[(ex\d\d)\]\(", text))


def test_links_between_texts_lead_somewhere(language: str):
    for file in (ROOT / "exercises").rglob(README[language].name):
        text = file.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (file.parent / target).is_file(), f"{file}: {target}"
