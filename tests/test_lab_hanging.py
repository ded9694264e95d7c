"""A program that hangs: which thread of which process, on which line, waiting for what."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from labs import call_f, lab_for, processes_left, rejection

from grader.lab.hanging import tell
from grader.lab.submission import Submission
from grader.result import Diagnosis, Kind
from grader.supervisor import Frame, Stack, Supervisor

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux says who can be asked"
)


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as one:
        yield one
    assert one.alive() == []


def hung(supervisor: Supervisor, source: str, *args: str, deadline: float = 1.0) -> Diagnosis:
    diagnosis = rejection(lab_for(supervisor, source).run, call_f, *args, deadline=deadline)
    assert diagnosis.kind is Kind.NEVER_ENDS
    return diagnosis


TAKES_FROM_AN_EMPTY_QUEUE = """\
import multiprocessing
def take(queue):
    queue.get()
def f(method):
    context = multiprocessing.get_context(method)
    queue = context.Queue()
    child = context.Process(target=take, args=(queue,))
    child.start()
    child.join()
"""


@linux
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_every_process_is_asked_whatever_started_it(supervisor: Supervisor, method: str) -> None:
    expect_both_told(hung(supervisor, TAKES_FROM_AN_EMPTY_QUEUE, method, deadline=5.0))


@linux
def test_so_it_is_where_nothing_is_forked_from_a_warm_interpreter() -> None:
    with Supervisor(fork=False) as fresh:
        expect_both_told(hung(fresh, TAKES_FROM_AN_EMPTY_QUEUE, "spawn", deadline=5.0))
        assert processes_left(fresh) == []


def expect_both_told(diagnosis: Diagnosis) -> None:
    assert diagnosis.detail.splitlines() == [
        "main thread waits for a process to end in f, bank.py line 9: child.join()",
        "child process 1 waits for something to come through a queue in take, bank.py line 3: "
        "queue.get()",
    ]
    assert (diagnosis.file, diagnosis.line) == ("bank.py", 9)


@linux
def test_threads_of_a_child_are_told_apart(supervisor: Supervisor) -> None:
    diagnosis = hung(
        supervisor,
        """\
        import os, threading
        lock = threading.Lock()
        def clerk():
            with lock:
                pass
        def child():
            lock.acquire()
            thread = threading.Thread(target=clerk, name="clerk")
            thread.start()
            thread.join()
        def f():
            if os.fork() == 0:
                child()
            os.wait()
        """,
    )
    assert diagnosis.detail.splitlines() == [
        "main thread is in f, bank.py line 14: os.wait()",
        "child process 1 waits for a thread to end in child, bank.py line 10: thread.join()",
        "child process 1, thread clerk waits for a lock in clerk, bank.py line 4: with lock:",
    ]


@linux
def test_who_computes_for_ever_waits_for_nothing(supervisor: Supervisor) -> None:
    diagnosis = hung(
        supervisor,
        """\
        def f():
            while True: pass
        """,
    )
    assert diagnosis.detail == (
        "main thread is still running in f, bank.py line 2: while True: pass"
    )


@linux
def test_a_program_that_the_student_starts_is_not_hurt_by_the_question(
    supervisor: Supervisor,
) -> None:
    diagnosis = hung(
        supervisor,
        """\
        import subprocess
        def f():
            subprocess.run(["sleep", "600"])
        """,
    )
    assert diagnosis.detail == (
        "main thread waits for a program to end in f, bank.py line 3: "
        'subprocess.run(["sleep", "600"])'
    )


@linux
def test_what_a_child_was_forked_from_is_not_what_it_does(supervisor: Supervisor) -> None:
    """A manager's process serves; its stack also has the student's call that started it."""
    diagnosis = hung(
        supervisor,
        """\
        import threading
        from multiprocessing import get_context
        def f():
            with get_context("fork").Manager() as manager:
                threading.Event().wait()
        """,
    )
    assert diagnosis.detail == (
        "main thread waits for another thread to wake it up in f, bank.py line 5: "
        "threading.Event().wait()"
    )


def stack(*calls: tuple[str, str], **how: object) -> Stack:
    frames = tuple(Frame(file, 2, function) for file, function in calls)
    return Stack(**{"name": "", "main": False, "frames": frames, **how})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "calls", "words"),
    [
        ("lock.acquire()", [], "waits for a lock"),
        ("with lock:", [], "waits for a lock"),
        ("x = f(1)", [], "is in"),
        ("q.put(1)", [("threading.py", "wait"), ("queue.py", "put")], "waits for room in a queue"),
        ("p.map(f, x)", [("threading.py", "wait"), ("multiprocessing/pool.py", "map")],
         "waits for the result of a task"),
        ("w.result()", [("threading.py", "wait"), ("concurrent/futures/_base.py", "result")],
         "waits for the result of a task"),
        ("d[k] += 1", [("multiprocessing/connection.py", "recv"),
                       ("multiprocessing/managers.py", "_callmethod")],
         "waits for the answer of a manager"),
        ("c.recv()", [("multiprocessing/connection.py", "recv")],
         "waits for data from another process"),
    ],
)  # fmt: skip
def test_what_is_waited_for_is_what_the_students_line_called(
    source: str, calls: list[tuple[str, str]], words: str
) -> None:
    submission = Submission({"a.py": f"#\n{source}\n".encode()}, "a.py")
    found = stack(*[(f"/lib/{file}", name) for file, name in calls], ("/w/a.py", "f"), main=True)
    told = tell([found], submission, "/w")
    assert told.text.startswith(f"main thread {words} ")
    assert told.text.endswith(f"a.py line 2: {source}")
    assert told.line == 2


def test_threads_outside_of_the_submission_are_not_told_of() -> None:
    submission = Submission({"a.py": b""}, "a.py")
    told = tell([stack(("/lib/threading.py", "wait"), ("/w/b.py", "f"))], submission, "/w")
    assert (told.text, told.file, told.line) == ("", "", 0)
