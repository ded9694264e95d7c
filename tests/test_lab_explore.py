"""`lab.explore`: what is found in the interleavings of a program, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from labs import call_f, lab_for, rejection

from grader.lab import Lab
from grader.lab.submission import Submission
from grader.lab.verdicts import Judge
from grader.result import Diagnosis, Kind
from grader.supervisor import Supervisor

HEAD = """
import queue, threading
from concurrent.futures import ThreadPoolExecutor

def together(*functions):
    threads = [threading.Thread(target=f, name=f"t{n}") for n, f in enumerate(functions, 1)]
    for t in threads: t.start()
    for t in threads: t.join()

"""


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as one:
        yield one
    assert one.alive() == []


def program(supervisor: Supervisor, body: str) -> Lab:
    return lab_for(supervisor, HEAD + body)


def two(answer: Any) -> Any:
    """A scenario of its own, for names in the story."""
    return answer.f()


COUNTER = """
class Counter:
    def __init__(self):
        self.n = 0
        self.lock = threading.Lock()
    def step(self):
        {guard}
            n = self.n
            self.n = n + 1

def f():
    counter = Counter()
    together(counter.step, counter.step)
    return counter.n
"""


def test_a_program_without_a_fault_gives_every_value_that_was_seen(supervisor: Supervisor) -> None:
    lab = program(supervisor, COUNTER.format(guard="with self.lock:"))
    found = lab.explore(call_f, holds=lambda n: n == 2)
    assert found.values == (2,)
    assert found.schedules > 1
    racy = program(supervisor, COUNTER.format(guard="if True:"))
    assert sorted(racy.explore(call_f).values) == [1, 2]


def holder(answer: Any) -> Any:
    return {"found": answer.f()}


def test_a_value_that_cannot_be_sent_is_told_before_a_suite_looks_into_it(
    supervisor: Supervisor,
) -> None:
    body = "def f():\n    circle = []\n    circle += [circle, circle]\n    return circle"
    lab = program(supervisor, body)
    for verb in (lab.explore, lab.stress):
        diagnosis = rejection(verb, holder, holds=lambda got: got["found"] == 1)
        assert diagnosis.kind is Kind.WRONG_RESULT
        assert "too large to be looked at" in diagnosis.summary


def test_a_lost_update_is_a_race_with_its_story(supervisor: Supervisor) -> None:
    lab = program(supervisor, COUNTER.format(guard="if True:"))
    diagnosis = rejection(lab.explore, call_f, holds=lambda n: n == 2)
    assert diagnosis.kind is Kind.RACE
    assert diagnosis.summary == (
        "Two threads read self.n = 0 before either wrote, so one update is lost. "
        "The result was wrong: 1."
    )
    assert {step.thread for step in diagnosis.story} == {"t1", "t2"}
    assert sum(step.mark for step in diagnosis.story) >= 2
    assert diagnosis.line in {step.line for step in diagnosis.story if step.mark}
    assert diagnosis.schedules_tried >= 1


def test_the_sentence_of_the_suite_and_its_kind_are_used(supervisor: Supervisor) -> None:
    lab = program(supervisor, COUNTER.format(guard="if True:"))
    diagnosis = rejection(
        lab.explore,
        call_f,
        holds=lambda n: n == 2,
        otherwise=lambda n: f"{n} of 2 steps.",
        kind=Kind.NOT_CONCURRENT,
    )
    assert diagnosis.kind is Kind.NOT_CONCURRENT
    assert diagnosis.summary.endswith("1 of 2 steps.")


def test_what_is_wrong_in_every_interleaving_is_no_race(supervisor: Supervisor) -> None:
    lab = program(supervisor, "def f():\n    together(lambda: 1, lambda: 2)\n    return 5\n")
    diagnosis = rejection(lab.explore, call_f, holds=lambda n: n == 2)
    assert (diagnosis.kind, diagnosis.summary) == (
        Kind.WRONG_RESULT,
        "The result was wrong: 5.",
    )


def test_a_value_that_the_judge_stumbles_over_is_wrong(supervisor: Supervisor) -> None:
    lab = program(supervisor, "def f(): return None\n")
    assert rejection(lab.explore, call_f, holds=lambda n: n > 2).kind is Kind.WRONG_RESULT


def test_a_value_that_was_read_and_is_stale_is_told(supervisor: Supervisor) -> None:
    lab = program(
        supervisor,
        """
class Shop:
    def __init__(self):
        self.open, self.log = True, []
    def sell(self):
        if self.open:
            self.log.append("sale")
    def close(self):
        self.open = False
        self.log.append("closed")

def f():
    shop = Shop()
    together(shop.sell, shop.close)
    return shop.log
""",
    )
    diagnosis = rejection(lab.explore, call_f, holds=lambda log: log[-1] == "closed")
    assert diagnosis.kind is Kind.RACE
    assert diagnosis.summary.startswith(
        "t1 read self.open, then t2 changed it, and t1 went on with what it had read."
    )


RAISING = """
class Box:
    def __init__(self): self.items = [1]
    def take(self):
        if {condition}:
            self.items.pop()

def f():
    box = Box()
    together(box.take, box.take)
"""


def test_an_exception_in_some_interleavings_is_a_race(supervisor: Supervisor) -> None:
    lab = program(supervisor, RAISING.format(condition="self.items"))
    diagnosis = rejection(lab.explore, call_f)
    assert diagnosis.kind is Kind.RACE
    assert "In some interleavings, but not in all, t" in diagnosis.summary
    assert f"IndexError: pop from empty list in line {diagnosis.line}" in diagnosis.summary
    assert f"bank.py, line {diagnosis.line}, in take" in diagnosis.detail
    assert lab.submission.line("bank.py", diagnosis.line) == "self.items.pop()"


def test_an_exception_in_all_of_them_is_an_exception(supervisor: Supervisor) -> None:
    lab = program(supervisor, RAISING.format(condition="True"))
    diagnosis = rejection(lab.explore, call_f)
    assert diagnosis.kind is Kind.EXCEPTION
    assert diagnosis.summary.startswith("Your code raised IndexError: pop from empty list in line")


def test_an_exception_of_the_scenario_is_one_of_using_the_code(supervisor: Supervisor) -> None:
    def scenario(answer: Any) -> Any:
        return answer.f() + 1

    diagnosis = rejection(program(supervisor, "def f(): return None\n").explore, scenario)
    assert diagnosis.kind is Kind.EXCEPTION
    assert diagnosis.summary.startswith("Using your code raised TypeError")
    assert diagnosis.line == 0


DEADLOCKS = {
    "two locks in two orders": (
        """
a, b = threading.Lock(), threading.Lock()
def first():
    with a:
        with b: pass
def second():
    with b:
        with a: pass
def f(): together(first, second)
""",
        "every thread waits for a lock that another one holds",
        {"a", "b"},
    ),
    "a lock taken twice": (
        """
lock = threading.Lock()
def twice():
    with lock:
        with lock: pass
def f(): together(twice)
""",
        "t1 waits for lock, which it holds itself",
        {"lock"},
    ),
    "a thread that holds what it waits for another to take": (
        """
lock = threading.Lock()
def inner():
    with lock: pass
def outer():
    thread = threading.Thread(target=inner, name="inner")
    with lock:
        thread.start()
        thread.join()
def f(): together(outer)
""",
        "every thread waits for what only another waiting thread can do",
        {"inner", "lock"},
    ),
    "an event that nobody sets": (
        "done = threading.Event()\ndef wait(): done.wait()\ndef f(): together(wait)\n",
        "nobody is left who could wake one",
        {"the event done"},
    ),
    "an empty queue": (
        """
jobs = queue.Queue()
def work(): jobs.get()
def f(): together(work)
""",
        "nobody is left",
        {"the queue jobs"},
    ),
    "a condition that nobody notifies": (
        """
ready = threading.Condition()
def wait():
    with ready: ready.wait()
def f(): together(wait)
""",
        "nobody is left",
        {"a notification on ready"},
    ),
    "a barrier for one too many": (
        """
meet = threading.Barrier(3)
def wait(): meet.wait()
def f(): together(wait, wait)
""",
        "nobody is left",
        {"the others at the barrier meet"},
    ),
    "a semaphore that is used up": (
        """
room = threading.Semaphore(1)
def enter(): room.acquire()
def f(): together(enter, enter)
""",
        "nobody is left",
        {"the semaphore room"},
    ),
    "a task that waits for one behind it": (
        """
def f():
    with ThreadPoolExecutor(1) as pool:
        inner = lambda: pool.submit(int).result()
        return pool.submit(inner).result()
""",
        "nobody is left",
        {"the result of a task"},
    ),
}


@pytest.mark.parametrize("name", DEADLOCKS)
def test_a_deadlock_is_told_with_who_waits_for_what(supervisor: Supervisor, name: str) -> None:
    body, summary, awaited = DEADLOCKS[name]
    diagnosis = rejection(program(supervisor, body).explore, call_f)
    assert diagnosis.kind is Kind.DEADLOCK
    assert summary in diagnosis.summary
    assert awaited <= {wait.waits_for for wait in diagnosis.waits}
    assert diagnosis.line in {wait.line for wait in diagnosis.waits}
    in_cycle = {wait.in_cycle for wait in diagnosis.waits}
    assert in_cycle == {"nobody is left" not in summary}


def test_a_thread_that_goes_round_for_ever_is_named_with_its_line(supervisor: Supervisor) -> None:
    body = """
class Flag: up = False
def spin():
    while not Flag.up: pass
def f(): together(spin)
"""
    diagnosis = rejection(program(supervisor, body).explore, call_f)
    assert diagnosis.kind is Kind.NEVER_ENDS
    assert "t1 is still going round at line" in diagnosis.summary
    assert "" in {wait.waits_for for wait in diagnosis.waits}, "who still runs waits for nothing"


def test_what_the_search_cannot_put_in_order_is_said(supervisor: Supervisor) -> None:
    body = "import subprocess\ndef f(): return subprocess.run(['true']).returncode\n"
    diagnosis = rejection(program(supervisor, body).explore, call_f)
    assert diagnosis.kind in (Kind.NOT_GRADABLE, Kind.EXCEPTION)


def test_who_wrote_in_between_whom_is_known(supervisor: Supervisor) -> None:
    body = """
class Log: lines = []
def write():
    Log.lines = Log.lines + [1]
    Log.lines = Log.lines + [2]
def f(): together(write, write)
"""
    found = program(supervisor, body).explore(two)
    assert found.overlapped("t1", "t2")
    assert not found.overlapped("t1", "nobody")


# The judge alone, with what is rare in a real search.

STEP = {
    "thread": "t1", "file": "bank.py", "line": 3, "source": "n = x.n", "event": "read",
    "target": "x.n", "value": "", "before": "", "holds": [], "mark": False,
}  # fmt: skip
WAIT = {
    "thread": "t1", "verb": "lock", "name": "", "file": "bank.py", "line": 0, "source": "",
    "holds": [["a", 2]], "held_by": "", "in_cycle": False,
}  # fmt: skip
STORY: dict[str, Any] = {
    "schedule": [1, 2], "interleaved": True, "conflict": "", "target": "", "value": "",
    "steps": [], "waits": [],
}  # fmt: skip
OUTCOME: dict[str, Any] = {
    "ending": "returned", "value": 1, "failures": [], "first_schedule": 3,
}  # fmt: skip


def judged(outcome: dict[str, Any], story: dict[str, Any]) -> Diagnosis:
    judge = Judge(Submission({"bank.py": b""}), lambda n: n == 2, lambda n: f"got {n}.", Kind.RACE)
    outcome = {**OUTCOME, **outcome}
    assert judge.first_failure([outcome]) == 0
    return judge.diagnosis(outcome, {**STORY, **story}, {"seconds": 0.5, "outcomes": [outcome]})


def test_a_lost_update_of_a_value_that_cannot_be_shown_is_told_without_it() -> None:
    diagnosis = judged({}, {"conflict": "lost_update", "target": "x.n", "steps": [STEP]})
    assert diagnosis.summary == (
        "Two threads read x.n before either wrote, so one update is lost. got 1."
    )
    assert (diagnosis.file, diagnosis.line) == ("bank.py", 3)
    assert (diagnosis.schedules_tried, diagnosis.search_seconds) == (3, 0.5)


def test_a_fault_without_a_step_has_no_place() -> None:
    assert (judged({}, {}).file, judged({}, {}).line) == ("", 0)


@pytest.mark.parametrize(
    ("verb", "name", "awaited"),
    [
        ("lock", "", "a lock"),
        ("pool", "pool", "the pool to finish"),
        ("future", "", "the result of a task"),
        ("condition", "", "a notification on a condition"),
        ("queue", "jobs", "the queue jobs"),
    ],
)
def test_what_has_no_name_is_told_by_its_sort(verb: str, name: str, awaited: str) -> None:
    row = {**WAIT, "verb": verb, "name": name}
    diagnosis = judged({"ending": "deadlock"}, {"waits": [row]})
    assert [wait.waits_for for wait in diagnosis.waits] == [awaited]


def test_a_lock_without_a_name_that_its_holder_waits_for() -> None:
    row = {**WAIT, "in_cycle": True}
    diagnosis = judged({"ending": "deadlock"}, {"waits": [row]})
    assert diagnosis.summary == "Deadlock: t1 waits for a lock, which it holds itself."
    assert diagnosis.waits[0].holds == (("a", 2),)


def test_a_program_that_never_ends_though_nobody_runs() -> None:
    diagnosis = judged({"ending": "never_ends"}, {"waits": [WAIT]})
    assert diagnosis.summary == "The program never ends, however long it is given."
