"""What is handed in is read once, and what cannot be graded is said clearly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from labs import rejection

from grader.lab import Submission
from grader.lab.submission import MOST_BYTES
from grader.lab.traceback import render_syntax
from grader.result import Kind


def read(path: Path) -> Submission:
    return Submission.read({"bank.py": path})


def test_a_file_is_read_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("x = 1\n\tprint('돈')  \n", encoding="utf-8")
    found = read(path)
    assert (found.file, found.module, found.path) == ("bank.py", "bank", str(path))
    assert found.line("bank.py", 2) == "print('돈')"
    assert found.line("bank.py", 9) == found.line("other.py", 1) == ""


def test_another_encoding_that_the_file_declares_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "bank.py"
    path.write_bytes("# -*- coding: cp949 -*-\n# 돈\n".encode("cp949"))
    assert read(path).line("bank.py", 2) == "# 돈"


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link(path: Path) -> None:
    target = path.with_name("solution.py")
    target.write_text("x = 1")
    path.symlink_to(target)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "There is no file"),
        (make_folder, "is a folder"),
        (make_link, "is a link"),
        (make_pipe, "not an ordinary file"),
        (lambda path: path.touch(), "is empty"),
        (lambda path: path.write_text(" \n\n"), "is empty"),
        (lambda path: path.write_bytes(b"#" * (MOST_BYTES + 1)), "is larger than"),
        (lambda path: path.write_bytes("x = '돈'".encode("cp949")), "not encoded as utf-8: line 1"),
        (lambda path: path.write_bytes("x = 1".encode("utf-16")), "saved as UTF-16"),
        (lambda path: path.write_bytes(b"# coding: klingon\nx = 1"), "how it is encoded"),
        (lambda path: path.write_bytes(b"x = 1\ny = '\0'"), "null byte in line 2"),
    ],
)
def test_a_file_that_cannot_be_graded_is_refused(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "bank.py"
    make(path)  # type: ignore[operator]
    diagnosis = rejection(read, path)
    assert diagnosis.kind is Kind.IMPORT_ERROR
    assert words in diagnosis.summary


def test_a_syntax_error_without_a_place_is_still_shown() -> None:
    submission = Submission({"bank.py": b"x"})
    assert render_syntax("SyntaxError", {"message": "no"}, submission) == "SyntaxError: no"


def test_what_a_submission_imports_is_read_from_its_syntax() -> None:
    source = b"""import os, queue as q
def f():
    from concurrent.futures import ThreadPoolExecutor
text = "import threading"
"""
    submission = Submission({"a.py": source, "b.py": b"import queue, json"})
    assert submission.imports == {
        "os": 1,
        "queue": 1,
        "concurrent.futures": 3,
        "concurrent.futures.ThreadPoolExecutor": 3,
        "json": 0,
    }
