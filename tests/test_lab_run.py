"""`lab.run`: what comes back from a good answer, and what is said about a broken one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from labs import call_f, lab_for, processes_left, rejection

from grader.result import Kind
from grader.supervisor import KitFailed, Supervisor


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as one:
        yield one
    assert one.alive() == []


def test_the_value_and_the_output_come_back(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import sys
        def f(x):
            print("돈", x)
            print("\\x1b[31mred\\x1b[0m\\n::error::no", file=sys.stderr)
            return {"twice": 2 * x, 3: (x,)}
        """,
    )
    run = lab.run(call_f, 4)
    assert run.value == {"twice": 8, 3: [4]}
    assert run.stdout == "돈 4\n"
    assert run.stderr == "red\n: :error::no\n"
    assert run.evidence.exit_status == 0
    assert run.evidence.survivors == ()
    assert run.evidence.threads_left == 0


def test_every_run_begins_afresh(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import os
        calls = []
        def f(x):
            calls.append(x)
            open("note.txt", "a").write("x")
            return [calls, open("note.txt").read(), sorted(os.listdir("."))]
        """,
    )
    for _ in range(2):
        assert lab.run(call_f, 1).value == [[1], "x", ["bank.py", "note.txt"]]


def test_the_seed_decides_what_random_gives(supervisor: Supervisor) -> None:
    source = "import random\ndef f(): return random.random()"
    values = [lab_for(supervisor, source, seed=s).run(call_f).value for s in (1, 1, 2)]
    assert values[0] == values[1] != values[2]


def helper(n: int) -> int:
    return n + 1


def test_a_scenario_takes_its_helpers_along(supervisor: Supervisor) -> None:
    def scenario(answer: Any, n: int) -> Any:
        return helper(answer.f(n))

    assert lab_for(supervisor, "def f(n): return n").run(scenario, 4).value == 5


def test_a_scenario_that_cannot_be_unpacked_is_the_kits_failure(supervisor: Supervisor) -> None:
    def scenario(answer: Any) -> None:
        import grader.check

        raise grader.check.Rejected  # type: ignore[call-arg]

    lab = lab_for(supervisor, "def f(): pass")
    diagnosis = rejection(lab.run, scenario)
    assert "No module named 'grader'" in diagnosis.summary
    with pytest.raises(KitFailed):
        lab.run(call_f, 1, start_method="by post")


def test_threads_left_running_are_counted(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import threading, time
        def f(left, daemon):
            for i in range(3):
                t = threading.Thread(target=time.sleep, args=(0.05,))
                t.start()
                t.join()
            for i in range(left):
                seconds = 60 if daemon else 1.5
                threading.Thread(target=time.sleep, args=(seconds,), daemon=daemon).start()
        """,
    )
    assert lab.run(call_f, 0, True).evidence.threads_left == 0
    evidence = lab.run(call_f, 2, True).evidence
    assert evidence.threads_left == 2
    assert len(evidence.thread_names) == 2
    assert lab.run(call_f, 1, False).evidence.threads_left == 1


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_work_under_every_start_method(supervisor: Supervisor, method: str) -> None:
    lab = lab_for(
        supervisor,
        """\
        import multiprocessing, os
        from multiprocessing import Manager, Process, Queue, Pool, Lock
        from concurrent.futures import ProcessPoolExecutor
        def work(queue, lock, shared, n):
            with lock:
                shared[n] = os.getpid()
                queue.put(n)
        def square(n): return n * n
        def f(method):
            assert multiprocessing.get_start_method() == method
            queue, lock = Queue(), Lock()
            with Manager() as manager:
                shared = manager.dict()
                children = [Process(target=work, args=(queue, lock, shared, n)) for n in range(2)]
                for child in children: child.start()
                got = sorted(queue.get() for _ in children)
                for child in children: child.join()
                pids = len({*shared.values(), os.getpid()})
            with ProcessPoolExecutor(2) as pool: squares = list(pool.map(square, range(4)))
            return [got, pids, squares, [c.exitcode for c in children]]
        """,
    )
    run = lab.run(call_f, method, start_method=method, deadline=60.0)
    assert run.value == [[0, 1], 3, [0, 1, 4, 9], [0, 0]]
    assert run.evidence.survivors == ()
    # The manager lives long enough to be seen; a short-lived child may slip through.
    assert run.evidence.processes


def test_shared_memory_that_is_never_unlinked_does_not_outlive_the_run(
    supervisor: Supervisor,
) -> None:
    from pathlib import Path

    lab = lab_for(
        supervisor,
        """\
        import os
        from multiprocessing import shared_memory
        keep = []
        def f():
            keep.append(shared_memory.SharedMemory(create=True, size=100))
            return keep[0].name
        """,
    )
    run = lab.run(call_f)
    assert [path.split("/")[-1] for path in run.evidence.segments] == [run.value]
    assert not Path("/dev/shm", run.value).exists()


def test_a_syntax_error_is_shown_with_a_caret(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "x = 1\ndef f(:\n    pass\n")
    diagnosis = rejection(lab.load)
    assert diagnosis.kind is Kind.IMPORT_ERROR
    assert (diagnosis.file, diagnosis.line) == ("bank.py", 2)
    shown = diagnosis.detail.splitlines()
    assert shown[1:3] == ["    def f(:", "          ^"]
    assert shown[3].startswith("SyntaxError: ")


@pytest.mark.parametrize(
    ("source", "kind", "words"),
    [
        ("1 / 0", Kind.IMPORT_ERROR, "ZeroDivisionError: division by zero"),
        ("import numpy_like", Kind.IMPORT_ERROR, "standard library"),
        ("import sys\nsys.exit(0)", Kind.IMPORT_ERROR, "ends the program while it is imported"),
        ("raise SystemExit", Kind.IMPORT_ERROR, "ends the program while it is imported"),
        ("raise BaseException('no')", Kind.IMPORT_ERROR, "BaseException: no"),
        ("raise KeyboardInterrupt", Kind.IMPORT_ERROR, "KeyboardInterrupt"),
        ("import os\nos._exit(0)", Kind.KILLED, "exit status 0"),
        ("while True: print('x' * 100)", Kind.KILLED, "printed more than"),
        ("def g(): pass", Kind.MISSING_NAME, "a function with this name was expected"),
        ("def ff(): pass", Kind.MISSING_NAME, "Did you mean it by ff?"),
        ("class f: pass", Kind.MISSING_NAME, "has to be a function"),
        ("f = 3", Kind.MISSING_NAME, "has to be a function; it is: int"),
    ],
)
def test_what_is_wrong_with_a_module_is_said_at_once(
    supervisor: Supervisor, source: str, kind: Kind, words: str
) -> None:
    diagnosis = rejection(lab_for(supervisor, source).load)
    assert (diagnosis.kind, words in diagnosis.summary) == (kind, True), diagnosis.summary


@pytest.mark.parametrize("source", ["def handling(): pass", "class handling: pass"])
def test_a_callable_may_be_a_function_or_a_class(supervisor: Supervisor, source: str) -> None:
    lab_for(supervisor, source, names={"handling": "callable"}).load()
    lab = lab_for(supervisor, "handling = 3", names={"handling": "callable"})
    assert "has to be a function; it is: int" in rejection(lab.load).summary


def test_a_class_is_expected_where_the_exercise_says_so(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "def Account(): pass", names={"Account": "class"})
    assert "has to be a class; it is: function" in rejection(lab.load).summary
    lab_for(supervisor, "class Account: pass", names={"Account": "class"}).load()


def test_a_module_that_hangs_on_import_is_ended(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "import time\nx = 1\ntime.sleep(60)\n")
    diagnosis = rejection(lab.load, deadline=0.5)
    assert diagnosis.kind is Kind.NEVER_ENDS
    assert diagnosis.line == 3
    assert "main thread" in diagnosis.detail


def test_an_exception_is_shown_on_the_students_lines_only(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import json
        def parse(text):
            return json.loads(text)
        def f():
            return parse("{")
        """,
    )
    diagnosis = rejection(lab.run, call_f)
    assert diagnosis.kind is Kind.EXCEPTION
    assert (diagnosis.file, diagnosis.line) == ("bank.py", 3)
    assert diagnosis.detail.splitlines()[1:5] == [
        '  File "bank.py", line 5, in f',
        '    return parse("{")',
        '  File "bank.py", line 3, in parse',
        "    return json.loads(text)",
    ]
    assert "json/decoder" not in diagnosis.detail


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_an_exception_in_another_process_is_shown_on_its_lines(
    supervisor: Supervisor, method: str
) -> None:
    lab = lab_for(
        supervisor,
        """\
        from concurrent.futures import ProcessPoolExecutor
        def work(n):
            return 1 // n
        def f():
            with ProcessPoolExecutor(1) as pool:
                return list(pool.map(work, [0]))
        """,
    )
    diagnosis = rejection(lab.run, call_f, start_method=method, deadline=60.0)
    assert diagnosis.kind is Kind.EXCEPTION
    assert diagnosis.line == 3
    assert "return 1 // n" in diagnosis.detail


def test_a_program_that_waits_for_ever_is_shown_thread_by_thread(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import threading
        lock = threading.Lock()
        def clerk():
            with lock:
                pass
        def f():
            lock.acquire()
            t = threading.Thread(target=clerk, name="clerk")
            t.start()
            t.join()
        """,
    )
    diagnosis = rejection(lab.run, call_f, deadline=0.5)
    assert diagnosis.kind is Kind.NEVER_ENDS
    assert diagnosis.detail.splitlines() == [
        "main thread waits for a thread to end in f, bank.py line 10: t.join()",
        "clerk waits for a lock in clerk, bank.py line 4: with lock:",
    ]


def test_a_value_of_another_type_does_not_break_the_scenario_silently(
    supervisor: Supervisor,
) -> None:
    def scenario(answer: Any) -> Any:
        return answer.f().upper()

    diagnosis = rejection(lab_for(supervisor, "def f(): pass").run, scenario)
    assert diagnosis.kind is Kind.EXCEPTION
    assert "'NoneType' object has no attribute 'upper'" in diagnosis.summary


def test_coverage_collects_the_lines_that_ran(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import threading
        def work():
            x = 1
        def f(n):
            if n > 5:
                return "never"
            t = threading.Thread(target=work)
            t.start()
            t.join()
        """,
        coverage=True,
    )
    lab.run(call_f, 1)
    assert lab.covered == {"bank.py": {1, 2, 3, 4, 5, 7, 8, 9}}
    lab.run(call_f, 9)
    assert 6 in lab.covered["bank.py"]


def test_a_check_draws_the_same_numbers_whichever_checks_run_with_it(
    supervisor: Supervisor,
) -> None:
    draws = [
        lab_for(supervisor, "", check_id=i, seed=s).rng.random()
        for i, s in (("a", 1), ("a", 1), ("b", 1), ("a", 2))
    ]
    assert draws[0] == draws[1]
    assert len(set(draws)) == 3


def test_nothing_is_left_after_a_run(supervisor: Supervisor) -> None:
    lab_for(supervisor, "def f(): pass").run(call_f)
    assert processes_left(supervisor) == []
