"""Answers that cannot be graded as they are: each is told plainly, and costs only itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from kits import Kit

from grader.exercise import load
from grader.grading import Answer, Grader
from grader.lab import Lab
from grader.result import Result, Status
from grader.supervisor import SupervisorFailed

Grading = Callable[[], Result]

ADD = "exercises/ex01_add/add.py"
SOLUTION = "solutions/ex01_add/add.py"


@pytest.fixture
def graded(kit: Kit, warm_grader: Grader, monkeypatch: pytest.MonkeyPatch) -> Grading:
    """Grades the student's ex01 in the kit, in whose folder we are."""
    monkeypatch.chdir(kit.root)

    def grade() -> Result:
        exercise = load(kit.root, "ex01_add")
        answer = Answer.in_folder(exercise, exercise.folder)
        return warm_grader.grade(exercise, answer, seed=1).result

    return grade


def outcome(result: Result) -> tuple[set[str], str]:
    """The kinds of all failed checks, and everything that is said about the first."""
    failed = [check.diagnosis for check in result.checks if check.diagnosis]
    assert result.status is Status.FAILED
    first = failed[0]
    said = "\n".join([first.summary, first.detail, first.hint, str(first.line)])
    return {str(diagnosis.kind) for diagnosis in failed}, said


def test_a_deleted_file_scores_nothing_and_says_how_to_get_it_back(
    kit: Kit, graded: Grading
) -> None:
    kit.file(ADD).unlink()
    kinds, said = outcome(graded())
    assert kinds == {"import_error"}
    assert f"There is no file {ADD}" in said
    assert "reset ex01" in said


@pytest.mark.parametrize("content", ["", "\n\n", "  \t\n"])
def test_an_empty_file_says_so(kit: Kit, graded: Grading, content: str) -> None:
    kit.write(ADD, content)
    kinds, said = outcome(graded())
    assert kinds == {"import_error"}
    assert "is empty" in said


def test_a_folder_in_the_files_place_says_so(kit: Kit, graded: Grading) -> None:
    kit.file(ADD).unlink()
    kit.file(ADD).mkdir()
    assert outcome(graded())[0] == {"import_error"}


def test_a_link_to_the_reference_earns_nothing(kit: Kit, graded: Grading) -> None:
    kit.file(ADD).unlink()
    kit.file(ADD).symlink_to(kit.file(SOLUTION))
    kinds, said = outcome(graded())
    assert kinds == {"import_error"}
    assert "is a link" in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no fifos on this platform")
def test_a_fifo_does_not_hang_the_grader(kit: Kit, graded: Grading) -> None:
    kit.file(ADD).unlink()
    os.mkfifo(kit.file(ADD))
    assert "not an ordinary file" in outcome(graded())[1]


def test_a_file_without_permission_says_so(
    graded: Grading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *args: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    kinds, said = outcome(graded())
    assert kinds == {"import_error"}
    assert f"{ADD} cannot be read: Permission denied" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("# 더하기\n".encode("euc-kr"), "line 1"),
        ("a = 1\n\n\nb = '더하기'\n".encode("cp949"), "line 4"),
        ("b = '더하기'\n".encode("cp949"), "Save the file as UTF-8"),
        (b"a = 1\nb = '\xff'\n", "line 2"),
        ("a = 1\n".encode("utf-16"), "UTF-8"),
        (b"# coding: klingon\na = 1\n", "klingon"),
        (b"a = 1\x00\n", "null byte"),
        (b"#" * 300_000, "larger than"),
    ],
)
def test_a_file_that_is_no_utf8_text_says_where(
    kit: Kit, graded: Grading, content: bytes, said: str
) -> None:
    kit.write(ADD, content)
    kinds, text = outcome(graded())
    assert kinds == {"import_error"}
    assert said in text


def test_another_encoding_is_welcome_when_the_file_declares_it(kit: Kit, graded: Grading) -> None:
    text = "# coding: euc-kr\n# 더하기\n" + kit.file(SOLUTION).read_text()
    kit.write(ADD, text.encode("euc-kr"))
    assert graded().passed


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(kit: Kit, graded: Grading) -> None:
    text = kit.file(SOLUTION).read_text().replace("\n", "\r\n")
    kit.write(ADD, b"\xef\xbb\xbf" + text.encode())
    assert graded().passed


def test_a_syntax_error_shows_the_line_and_the_caret(kit: Kit, graded: Grading) -> None:
    kit.write(ADD, "def add(a, b):\n    return a +\n")
    kinds, said = outcome(graded())
    assert kinds == {"import_error"}
    assert "return a +" in said
    assert "^" in said
    assert said.endswith("\n2")


@pytest.mark.parametrize(
    ("on_import", "kind"),
    [
        ("raise ValueError('no')", "import_error"),
        ("import nothing_of_that_name", "import_error"),
        ("raise SystemExit(0)", "import_error"),
        ("while True: pass", "never_ends"),
        ("import time; time.sleep(10_000)", "never_ends"),
    ],
)
def test_a_module_that_cannot_be_imported_fails_every_check(
    kit: Kit,
    graded: Grading,
    monkeypatch: pytest.MonkeyPatch,
    on_import: str,
    kind: str,
) -> None:
    # A deadline that a test need not sit out.
    monkeypatch.setattr(Lab.load, "__defaults__", (1.0,))
    kit.write(ADD, f"{kit.file(SOLUTION).read_text()}\n\n{on_import}\n")
    kinds, _said = outcome(graded())
    assert kinds == {kind}


@pytest.mark.parametrize("on_import", ["import os; os._exit(0)", "while True: print('x' * 999)"])
def test_a_module_that_ends_its_process_or_never_stops_printing_earns_nothing(
    kit: Kit, graded: Grading, on_import: str
) -> None:
    kit.write(ADD, f"{kit.file(SOLUTION).read_text()}\n\n{on_import}\n")
    kinds, _said = outcome(graded())
    assert kinds <= {"killed", "never_ends", "import_error", "tampering"}


def test_a_missing_name_is_told(kit: Kit, graded: Grading) -> None:
    kit.write(ADD, "def add(a, b):\n    return a + b\n")
    kinds, said = outcome(graded())
    assert kinds == {"missing_name"}
    assert "Adder" in said


def test_a_name_of_the_wrong_kind_is_told(kit: Kit, graded: Grading) -> None:
    kit.write(ADD, "add = 5\n\n\nclass Adder: ...\n")
    kinds, said = outcome(graded())
    assert kinds == {"missing_name"}
    assert "add" in said


def test_a_bad_answer_is_a_report_and_exit_1_on_the_command_line(kit: Kit) -> None:
    kit.write(ADD, "def add(a, b):\n    return a +\n")
    ran = kit.run("ex01")
    assert ran.status == 1
    assert "return a +" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_worker_that_cannot_be_started_is_an_error_of_the_kit(
    kit: Kit, warm_grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_order: object, *, soon_again: bool) -> None:
        raise SupervisorFailed("no more processes")

    monkeypatch.setattr(warm_grader._supervisor, "start", fail)
    exercise = load(kit.root, "ex01_add")
    grading = warm_grader.grade(exercise, Answer.in_folder(exercise, exercise.folder), seed=1)
    assert {check.status for check in grading.result.checks} == {Status.ERROR}
    assert grading.result.status is Status.ERROR
    assert "no more processes" in grading.result.message
    assert "Traceback" in grading.trouble[0]


@pytest.mark.parametrize("content", ["", "def add(a, b:\n"])
def test_an_answer_that_never_ran_can_be_measured(kit: Kit, content: str) -> None:
    kit.write(ADD, content)
    ran = kit.run("ex01", "--coverage", "--json")
    assert ran.status == 1
    assert ran.json["uncovered"] == []
