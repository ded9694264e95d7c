"""`lab.script` runs the submission as a person does; `lab.stress` runs a scenario many times."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from labs import call_f, lab_for, processes_left, rejection

from grader.lab import Send
from grader.result import Kind
from grader.supervisor import Supervisor, tree


@pytest.fixture(scope="module", params=["forked", "fresh"])
def supervisor(request: pytest.FixtureRequest) -> Iterator[Supervisor]:
    with Supervisor(fork=request.param == "forked") as one:
        yield one
    assert one.alive() == []


def test_a_script_gets_arguments_and_input_and_gives_output_and_status(
    supervisor: Supervisor,
) -> None:
    lab = lab_for(
        supervisor,
        """\
        import sys
        if __name__ == "__main__":
            print(sys.argv[1:], input(), __file__)
            print("to stderr", file=sys.stderr)
            print("last\\n")
            sys.exit(3)
        """,
    )
    run = lab.script("a", "b c", stdin="돈\n")
    assert run.status == 3
    assert run.stdout.splitlines()[0].startswith("['a', 'b c'] 돈 ")
    assert run.last_line == "last"
    assert run.stderr == "to stderr\n"
    assert run.evidence.survivors == ()


def test_a_script_finds_modules_beside_it_as_any_script_does(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "import helper\nprint(helper.x)")
    files = {**lab.submission.files, "helper.py": b"x = 5"}
    lab.submission = type(lab.submission)(files)
    assert lab.script().stdout == "5\n"


def test_another_program_may_use_the_submission(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "def f(): return 5\nif __name__ == '__main__': print('not run')")
    run = lab.script("a", program="import sys, bank\nprint(bank.f(), sys.argv[1:])\nsys.exit(3)")
    assert (run.status, run.stdout) == (3, "5 ['a']\n")


def test_spawned_children_of_a_script_find_its_functions(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import multiprocessing
        def work(n): print("child", n, flush=True)
        if __name__ == "__main__":
            context = multiprocessing.get_context("spawn")
            child = context.Process(target=work, args=(1,))
            child.start()
            child.join()
            print(child.exitcode)
        """,
    )
    assert lab.script(deadline=60.0).stdout == "child 1\n0\n"


def test_what_a_script_prints_is_there_at_once(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import time
        try:
            print("ready")
            time.sleep(600)
        except KeyboardInterrupt:
            print("interrupted")
        """,
    )
    run = lab.script(signals=[Send(after="ready")], deadline=30.0)
    assert (run.status, run.last_line, run.signals_sent) == (0, "interrupted", 1)


LISTENER = """\
import time
print("ready", flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    print("interrupted", flush=True)
    try:
        time.sleep(600 if {stubborn} else 0)
    except KeyboardInterrupt:
        print("twice")
"""


def test_an_interrupt_arrives_at_its_moment(supervisor: Supervisor) -> None:
    run = lab_for(supervisor, LISTENER.format(stubborn=False)).script(
        signals=[Send(after="ready")], deadline=30.0
    )
    assert (run.status, run.last_line, run.signals_sent) == (0, "interrupted", 1)
    assert 0.0 < run.seconds_after_signal <= run.seconds


def test_an_interrupt_waits_for_a_moment_at_which_it_is_noticed(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not when the main thread is on its way into a sleep, or another one starts a thread."""
    looks = iter([True, False, True, False, False, False])
    monkeypatch.setattr(tree, "is_running", lambda pid: next(looks))
    lab = lab_for(supervisor, LISTENER.format(stubborn=False))
    run = lab.script(signals=[Send(0, after="ready"), Send()], deadline=30.0)
    assert run.last_line == "interrupted"
    assert not list(looks)


def test_it_is_told_whether_a_process_runs_or_sleeps() -> None:
    assert tree.is_running(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        while tree.is_running(process.pid):
            time.sleep(0.001)
        process.communicate(b"\n", timeout=60)
    assert not tree.is_running(process.pid)


def test_an_interrupt_may_come_twice(supervisor: Supervisor) -> None:
    run = lab_for(supervisor, LISTENER.format(stubborn=True)).script(
        signals=[Send(after="ready", delay=0.01), Send(after="interrupted")], deadline=30.0
    )
    assert (run.last_line, run.signals_sent) == ("twice", 2)


def test_a_signal_goes_to_the_whole_group(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import multiprocessing, time
        def work(ready):
            try:
                ready.set()
                time.sleep(600)
            except KeyboardInterrupt:
                print("child interrupted", flush=True)
        if __name__ == "__main__":
            context = multiprocessing.get_context("fork")
            ready = context.Event()
            child = context.Process(target=work, args=(ready,))
            child.start()
            try:
                ready.wait()
                print("both ready", flush=True)
                child.join()
            except KeyboardInterrupt:
                child.join()
                print("parent interrupted")
        """,
    )
    run = lab.script(signals=[Send(after="both ready")], deadline=30.0)
    assert run.stdout.splitlines() == ["both ready", "child interrupted", "parent interrupted"]


def test_a_script_ended_by_a_signal_says_so(supervisor: Supervisor) -> None:
    # A signal that comes just before a process falls asleep is not handled before it wakes up.
    source = "import time\nprint('ready', flush=True)\nwhile True: time.sleep(0.1)"
    lab = lab_for(supervisor, source)
    run = lab.script(signals=[Send(signal.SIGTERM, after="ready")], deadline=30.0)
    assert run.status == -signal.SIGTERM
    run = lab.script(signals=[Send(after="ready")], deadline=30.0)
    assert run.status == -signal.SIGINT
    assert run.stderr.rstrip().endswith("KeyboardInterrupt")
    assert 'File "bank.py", line 3' in run.stderr


def test_a_script_that_ends_before_the_signal_is_not_waited_for(supervisor: Supervisor) -> None:
    began = time.monotonic()
    run = lab_for(supervisor, "print('done')").script(
        signals=[Send(after="never printed")], deadline=600.0
    )
    assert run.signals_sent == 0
    assert time.monotonic() - began < 300.0


def test_a_script_that_does_not_end_is_rejected(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "import time\nprint('still here', flush=True)\ntime.sleep(600)")
    diagnosis = rejection(lab.script, deadline=0.7)
    assert diagnosis.kind is Kind.NEVER_ENDS
    assert "Your script" in diagnosis.summary


def test_a_script_that_leaves_a_process_behind_is_rejected(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "import subprocess\nsubprocess.Popen(['sleep', '600'])")
    diagnosis = rejection(lab.script)
    assert diagnosis.kind is Kind.LEAKED_PROCESS
    assert "sleep 600" in diagnosis.detail
    assert processes_left(supervisor) == []


def test_a_script_that_prints_without_end_is_rejected(supervisor: Supervisor) -> None:
    assert rejection(lab_for(supervisor, "while True: print(1)").script).kind is Kind.KILLED


def counting(answer: Any, n: int) -> Any:
    return answer.f(n)


def test_stress_counts_outcomes_over_fresh_modules(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import sys, os
        state = []
        def f(n):
            state.append(n)
            return [state, sys.getswitchinterval() < 1e-5]
        """,
    )
    stress = lab.stress(counting, 3, rounds=20, deadline=60.0)
    assert stress.rounds == 20
    assert stress.outcomes == (([[3], True], 20),)


def test_stress_rejects_an_outcome_that_does_not_hold(supervisor: Supervisor) -> None:
    lab = lab_for(
        supervisor,
        """\
        import threading, time
        class Account:
            balance = 0
            def deposit(self, n):
                current = self.balance
                time.sleep(0.001)
                self.balance = current + n
        def f(n):
            account = Account()
            threads = [threading.Thread(target=account.deposit, args=(n,)) for _ in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            return account.balance
        """,
    )
    diagnosis = rejection(
        lab.stress, counting, 5, rounds=50, deadline=60.0,
        holds=lambda balance: balance == 10, otherwise=lambda balance: f"got {balance}",
    )  # fmt: skip
    assert diagnosis.kind is Kind.RACE
    assert diagnosis.summary.endswith("got 5")
    assert diagnosis.facts["times"] >= 1


def test_stress_says_what_a_round_raised(supervisor: Supervisor) -> None:
    diagnosis = rejection(lab_for(supervisor, "def f(): return 1 / 0").stress, call_f)
    assert (diagnosis.kind, diagnosis.line) == (Kind.EXCEPTION, 1)


def test_a_text_that_never_comes_is_waited_for_up_to_the_deadline(supervisor: Supervisor) -> None:
    lab = lab_for(supervisor, "import time\ntime.sleep(600)")
    diagnosis = rejection(lab.script, signals=[Send(after="never")], deadline=0.5)
    assert diagnosis.kind is Kind.NEVER_ENDS
    assert processes_left(supervisor) == []
