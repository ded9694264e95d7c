"""What is said about student code that ends or raises, where real programs hardly get to."""

from __future__ import annotations

import pytest

from grader.lab import failures
from grader.lab.failures import Phase, Place
from grader.lab.submission import Submission, decode
from grader.lab.traceback import render
from grader.result import Kind
from grader.supervisor import Loss, WorkerLost

SUBMISSION = Submission({"bank.py": b"def f():\n    g()\n"})
PLACE = Place(SUBMISSION, "/folder")


def said(lost: WorkerLost, phase: Phase = Phase.SCENARIO) -> str:
    return failures.lost(lost, phase, 1.0, PLACE).diagnosis.summary


@pytest.mark.parametrize("loss", [loss for loss in Loss if loss is not Loss.DEADLINE])
def test_every_way_to_lose_a_worker_is_told(loss: Loss) -> None:
    diagnosis = failures.lost(WorkerLost(loss), Phase.SCENARIO, 1.0, PLACE).diagnosis
    assert diagnosis.kind in (Kind.KILLED, Kind.TAMPERING)
    assert diagnosis.summary.startswith(("Your code", "The process"))


def test_a_signal_is_named_where_it_has_a_name() -> None:
    assert "SIGSEGV" in said(WorkerLost(Loss.EXITED, -11))
    assert "signal 9999" in said(WorkerLost(Loss.EXITED, -9999)).replace("-", "")


def test_an_exit_is_told_with_its_status_and_its_moment() -> None:
    assert "(exit status 3) instead of returning" in said(WorkerLost(Loss.EXITED, 3))
    assert "while it is imported (exit status ?)" in said(WorkerLost(Loss.EXITED), Phase.LOAD)


def test_what_led_to_an_exception_stands_before_it() -> None:
    cause = {"type": "KeyError", "message": "'a'", "frames": [["bank.py", 1, "f"]]}
    error = {
        "type": "ValueError",
        "message": "no",
        "frames": [["bank.py", 2, "f"]],
        "because": [cause, {"type": "OSError", "frames": []}],
    }
    text = render(error, SUBMISSION)
    assert text.index("KeyError: 'a'") < text.index("which led to:") < text.index("ValueError: no")
    assert "OSError" not in text


def test_calls_left_out_are_counted() -> None:
    frames = [["bank.py", 2, "f"]] * 4
    text = render({"type": "RecursionError", "frames": frames, "left_out": 980}, SUBMISSION)
    assert text.count("... 980 more calls ...") == 1
    assert text.splitlines()[-1] == "RecursionError"


def test_an_exception_without_a_frame_of_the_students_is_its_last_line() -> None:
    assert render({"type": "ValueError", "message": "no"}, SUBMISSION) == "ValueError: no"


def test_a_file_with_an_unknown_encoding_is_still_shown() -> None:
    assert decode(b"# coding: klingon\nx = '\xff'\n") == "# coding: klingon\nx = '\ufffd'\n"
