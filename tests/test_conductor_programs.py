"""The conductor with real programs: what is found, what is told, and who is never accused."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from labs import call_f, lab_for, processes_left, rejection
from process_programs import MISSED_MESSAGE, RIGHT, WAITS_FOR_EVER, WRONG_UPDATE, Program

from grader.gate.tree import can_see
from grader.lab.gate import Undecided
from grader.reports.waits import cycles
from grader.result import Diagnosis, Kind
from grader.supervisor import Supervisor

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs begin with a fork")
OTHERS = ("spawn", "forkserver")


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as supervisor:
        yield supervisor


def refused(supervisor: Supervisor, program: Program, method: str = "fork") -> Diagnosis:
    diagnosis = rejection(
        lab_for(supervisor, program.source).interleave,
        call_f,
        holds=lambda value: value == program.result,
        otherwise=lambda value: f"The result was {value}.",
        start_method=method,
        deadline=120.0,
    )
    assert processes_left(supervisor) == []
    return diagnosis


@pytest.mark.parametrize("name", WRONG_UPDATE)
def test_what_goes_wrong_in_some_order_is_found(supervisor: Supervisor, name: str) -> None:
    diagnosis = refused(supervisor, WRONG_UPDATE[name])
    assert diagnosis.kind is Kind.RACE
    assert diagnosis.story
    assert diagnosis.schedule


@pytest.mark.parametrize("name", MISSED_MESSAGE)
def test_what_comes_between_a_vain_look_and_the_question_who_runs_is_missed(
    supervisor: Supervisor, name: str
) -> None:
    diagnosis = refused(supervisor, MISSED_MESSAGE[name])
    assert diagnosis.summary == "The result was []."
    assert diagnosis.schedules_tried <= 2


@pytest.mark.parametrize("name", WAITS_FOR_EVER)
def test_waiting_for_ever_is_found(supervisor: Supervisor, name: str) -> None:
    diagnosis = refused(supervisor, WAITS_FOR_EVER[name])
    assert diagnosis.kind is Kind.DEADLOCK
    assert diagnosis.waits


@pytest.mark.parametrize("name", RIGHT)
def test_right_programs_are_never_accused(supervisor: Supervisor, name: str) -> None:
    program = RIGHT[name]
    seen = lab_for(supervisor, program.source).interleave(
        call_f,
        holds=lambda value: value == program.result,
        schedules=8,
        start_method="fork",
        deadline=120.0,
    )
    assert seen.values == (program.result,)
    assert seen.schedules >= 1
    assert processes_left(supervisor) == []


@pytest.mark.parametrize("method", OTHERS)
@pytest.mark.parametrize("name", ["manager dict", "value", "raw array", "file"])
def test_lost_updates_are_found_under_every_start_method(
    supervisor: Supervisor, name: str, method: str
) -> None:
    diagnosis = refused(supervisor, WRONG_UPDATE[name], method)
    assert diagnosis.kind is Kind.RACE
    assert "before either wrote" in diagnosis.summary


@pytest.mark.parametrize("method", OTHERS)
def test_a_circle_of_waits_is_found_under_every_start_method(
    supervisor: Supervisor, method: str
) -> None:
    diagnosis = refused(supervisor, WAITS_FOR_EVER["joined before drained"], method)
    assert diagnosis.kind is Kind.DEADLOCK
    assert len(cycles(diagnosis.waits)) == 1


def test_a_sleep_may_be_over_before_anybody_else_goes_on(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """
        from multiprocessing import Process, Queue
        from time import sleep

        def work(queue):
            queue.put(1)

        def f():
            queue = Queue()
            children = [Process(target=work, args=(queue,)) for _ in range(2)]
            for child in children:
                child.start()
            sleep(0.5)
            found = []
            while not queue.empty():
                found.append(queue.get())
            for child in children:
                child.join()
            return found
        """,
    )
    diagnosis = rejection(
        lab.interleave, call_f, holds=lambda found: found == [1, 1], kind=Kind.WRONG_RESULT,
        schedules=3, start_method="fork", deadline=120.0,
    )  # fmt: skip
    assert diagnosis.kind is Kind.WRONG_RESULT


@pytest.mark.parametrize("method", OTHERS)
@pytest.mark.parametrize("name", ["value and its lock", "drained, then joined", "pool"])
def test_right_programs_are_never_accused_under_every_start_method(
    supervisor: Supervisor, name: str, method: str
) -> None:
    program = RIGHT[name]
    seen = lab_for(supervisor, program.source).interleave(
        call_f, schedules=3, start_method=method, deadline=120.0
    )
    assert seen.values == (program.result,)


@pytest.mark.skipif(not can_see(), reason="nobody is seen to be busy without /proc")
def test_a_fork_server_may_take_its_time(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """
        import os
        import signal
        import subprocess
        from multiprocessing import Process

        def work():
            server = os.getppid()
            subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -CONT {server}"])
            os.kill(server, signal.SIGSTOP)

        def f():
            child = Process(target=work)
            child.start()
            child.join()
            return child.exitcode
        """,
    )
    seen = lab.interleave(call_f, schedules=1, start_method="forkserver", deadline=120.0)
    assert seen.values == (0,)


def test_a_lost_update_is_told_with_its_reads_and_writes(supervisor: Supervisor) -> None:
    diagnosis = refused(supervisor, WRONG_UPDATE["manager dict"])
    assert diagnosis.summary == (
        "Two processes read d['k'] = 0 before either wrote, so one update is lost. "
        "The result was 1."
    )
    told = [(s.event, s.target, s.before, s.value, s.mark) for s in diagnosis.story]
    assert told == [
        ("read", "d['k']", "", "0", True),
        ("read", "d['k']", "", "0", True),
        ("write", "d['k']", "0", "1", False),
        ("write", "d['k']", "1", "1", True),
    ]
    assert {step.source for step in diagnosis.story} == {'d["k"] += 1'}
    assert len({step.thread for step in diagnosis.story}) == 2


def test_joining_before_draining_is_told_as_a_circle(supervisor: Supervisor) -> None:
    diagnosis = refused(supervisor, WAITS_FOR_EVER["joined before drained"])
    assert "MainProcess waits for Process-1 to end" in diagnosis.summary
    assert [(w.thread, w.waits_for, w.held_by) for w in diagnosis.waits] == [
        ("MainProcess", "Process-1", "Process-1"),
        ("Process-1", "Process-1/QueueFeederThread", "Process-1/QueueFeederThread"),
        ("Process-1/QueueFeederThread", "room in q", "MainProcess"),
    ]
    assert diagnosis.waits[0].source == "p.join()"


def test_locks_in_two_orders_are_told_with_who_holds_what(supervisor: Supervisor) -> None:
    diagnosis = refused(supervisor, WAITS_FOR_EVER["two locks in two orders"])
    circle = {w.thread: w for w in diagnosis.waits}
    assert set(circle) == {"Process-1", "Process-2"}
    assert circle["Process-1"].held_by == "Process-2"
    assert [name for name, _line in circle["Process-1"].holds] == ["a"]


def test_a_schedule_can_be_run_again(supervisor: Supervisor) -> None:
    program = WRONG_UPDATE["value"]
    found = refused(supervisor, program)
    again = rejection(
        lab_for(supervisor, program.source).interleave,
        call_f,
        holds=lambda value: value == program.result,
        otherwise=lambda value: f"The result was {value}.",
        start_method="fork",
        replay=found.schedule,
    )
    assert again.story == found.story
    assert again.schedules_tried == 1


def test_what_is_wrong_in_every_order_is_no_race(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """
        from multiprocessing import Process, Value

        def work(v):
            v.value += 2

        def f():
            v = Value("i", 0)
            p = Process(target=work, args=(v,))
            p.start()
            p.join()
            return v.value
        """,
    )
    diagnosis = rejection(lab.interleave, call_f, holds=lambda value: value == 1)
    assert diagnosis.kind is Kind.WRONG_RESULT


def test_an_exception_in_some_orders_only_is_a_race(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """
        from multiprocessing import Manager, Process

        def work(d):
            if "k" in d:
                d.pop("k")
                d["popped"] = 1

        def f():
            with Manager() as manager:
                d = manager.dict(k=0)
                p = Process(target=work, args=(d,))
                p.start()
                if "k" in d:
                    d.pop("k")
                p.join()
                return 0
        """,
    )
    diagnosis = rejection(lab.interleave, call_f, holds=lambda value: value == 0)
    assert diagnosis.kind is Kind.RACE
    assert "KeyError" in diagnosis.summary


def test_an_exception_in_every_order_is_told_as_one(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "def f():\n    return [][1]\n")
    assert rejection(lab.interleave, call_f).kind is Kind.EXCEPTION


def test_a_program_that_ends_its_process_is_told_so(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "import os\ndef f():\n    os._exit(4)\n")
    assert rejection(lab.interleave, call_f).kind is Kind.KILLED


def test_every_run_finds_the_folder_as_it_was(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """
        import os
        from multiprocessing import Process, Value
        from pathlib import Path

        def work(v):
            v.value += 1

        def f():
            seen = sorted(os.listdir("."))
            Path("left").mkdir()
            Path("left/file").write_text("x")
            Path("bank.py").write_text("changed")
            v = Value("i", 0)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return seen
        """,
    )
    seen = lab.interleave(call_f, schedules=3, start_method="fork")
    assert seen.schedules == 3
    assert len(seen.values) == 1


def test_nobody_is_accused_of_a_machine_that_is_too_slow(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor, "import threading\ndef f():\n    threading.Event().wait(600)\n    return 0\n"
    )
    with pytest.raises(Undecided):
        lab.interleave(call_f, deadline=1.0)


def test_waiting_for_ever_out_of_sight_is_found_by_its_stillness(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """
        import threading

        def f():
            lock = threading.Lock()
            with lock, lock:
                return 0
        """,
    )
    assert rejection(lab.interleave, call_f, deadline=300.0).kind is Kind.NEVER_ENDS
    assert processes_left(supervisor) == []


@pytest.mark.parametrize("limit", ["", "timeout=60"])
def test_a_server_that_is_slow_to_tell_of_an_end_is_waited_for(
    supervisor: Supervisor, limit: str
) -> None:
    """Under forkserver the end of a child is told by a process that is none of the program's."""
    source = """
        import multiprocessing, os, signal, subprocess
        from multiprocessing import forkserver

        def work():
            pass

        def f():
            child = multiprocessing.Process(target=work)
            child.start()
            server = forkserver._forkserver._forkserver_pid
            os.kill(server, signal.SIGSTOP)
            waker = subprocess.Popen(["sh", "-c", f"sleep 1; kill -CONT {server}"])
            child.join(LIMIT)
            ended = child.exitcode
            waker.wait()
            return ended
        """
    seen = lab_for(supervisor, source.replace("LIMIT", limit)).interleave(
        call_f,
        holds=lambda value: value == 0,
        schedules=1,
        start_method="forkserver",
        deadline=120.0,
    )
    assert seen.values == (0,)
