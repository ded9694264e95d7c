"""What suites are written with: scenes in the worker, demands in the grader."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from labs import lab_for, rejection

from grader.check import Kind
from grader.lab import Lab
from grader.lab.demands import (
    at_most,
    entry,
    expect_no_child_left,
    expect_no_segment_left,
    gives,
    none_left,
    raises,
)
from grader.lab.scenes import (
    Gauge,
    attempt,
    believing_in,
    children_left,
    interrupted,
    linger,
    seconds_of,
    threads_left,
    together,
)
from grader.supervisor import Supervisor

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere less is seen")

COUNTER = """
import threading, time

class Counter:
    def __init__(self):
        self.n = 0
        self.lock = threading.Lock()
        self.one = threading.Semaphore(1)

    def add(self):
        self.n += 1

    def add_safely(self):
        with self.lock:
            self.n += 1

    def add_with_a_semaphore(self):
        with self.one:
            self.n += 1

def both(call, seconds):
    threads = [threading.Thread(target=call) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    time.sleep(seconds)

def leave_one_that_races():
    counter = Counter()
    for name in ("left-1", "left-2"):
        threading.Thread(target=lambda: (counter.add(), time.sleep(50)), name=name).start()

def leave_one(): threading.Thread(target=time.sleep, args=(50,), name="left").start()

def fail(text): raise LookupError(text)
"""


def add_twice(answer: Any, method: str) -> int:
    counter = answer.Counter()
    add = getattr(counter, method)
    together({"one": add, "two": add})
    return counter.n


def lingers(answer: Any) -> int:
    gauge = Gauge()

    def stay() -> None:
        with gauge:
            linger()

    def come_late() -> None:
        import time

        time.sleep(50)
        stay()

    together({"one": stay, "two": come_late})
    return gauge.most


def gauged(answer: Any) -> list[int]:
    gauge = Gauge()

    def stay() -> None:
        import time

        with gauge:
            time.sleep(1)

    answer.both(stay, 0)
    return [gauge.now, gauge.most, gauge.entered]


def lasts(answer: Any) -> float:
    return round(seconds_of(lambda: answer.both(lambda: None, 3)), 2)


def left(answer: Any) -> list[str]:
    return threads_left(answer.leave_one)


def two_left(answer: Any) -> list[str]:
    return threads_left(answer.leave_one_that_races)


def tried(answer: Any, text: str) -> list[Any]:
    return [attempt(answer.fail, text), attempt(len, "abc")]


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    names = {"Counter": "class", "both": "function"}
    with Supervisor() as supervisor:
        yield lab_for(supervisor, COUNTER, names)


def test_together_starts_threads_that_the_engine_puts_in_order(lab: Lab) -> None:
    wanted = gives(2, "the counter")
    diagnosis = rejection(lab.explore, add_twice, "add", **wanted)
    assert diagnosis.kind is Kind.RACE
    assert "the counter: expected 2, got 1." in diagnosis.summary
    assert {step.thread for step in diagnosis.story} == {"one", "two"}
    assert lab.explore(add_twice, "add_safely", **wanted).values == (2,)


def test_who_comes_to_a_lock_that_another_holds_is_kept_waiting(lab: Lab) -> None:
    for method in ("add_safely", "add_with_a_semaphore"):
        assert lab.explore(add_twice, method).kept_waiting == {"one", "two"}
    assert not lab.explore(add_twice, "add").kept_waiting


def test_a_gauge_counts_who_is_inside(lab: Lab) -> None:
    assert [0, 2, 2] in lab.explore(gauged).values
    assert all(value[0] == 0 and value[2] == 2 for value in lab.explore(gauged).values)


def test_who_lingers_stays_until_nobody_else_can_move(lab: Lab) -> None:
    assert set(lab.explore(lingers).values) == {2}


def test_seconds_are_virtual_where_a_scenario_is_explored(lab: Lab) -> None:
    assert lab.explore(lasts).values == (3.0,)


def test_threads_that_are_left_are_named_and_refused(lab: Lab) -> None:
    diagnosis = rejection(lab.explore, left, **none_left("leave_one"))
    assert diagnosis.kind is Kind.LEAKED_THREAD
    assert diagnosis.summary.startswith("When leave_one returned, 1 thread")


def test_of_a_thread_that_is_left_no_lost_update_is_told(lab: Lab) -> None:
    diagnosis = rejection(lab.explore, two_left, **none_left("it"))
    assert diagnosis.summary.startswith("When it returned, 2 threads")


def test_what_comes_of_a_call_is_told(lab: Lab) -> None:
    assert lab.run(tried, "no").value == [["raised", "LookupError", "no"], ["returned", 3]]


@pytest.mark.parametrize(
    ("demand", "right", "wrong", "said"),
    [
        (gives([1, "a"], "it"), [1, "a"], [1.0, "a"], "it: expected [1, 'a'], got [1.0, 'a']."),
        (at_most(2, "at once"), 2, 3, "at once: at most 2, but it was 3."),
        (at_most(2, "at once"), 0, True, "at once: at most 2, but it was True."),
        (entry("n", at_most(2, "cars")), {"n": 2}, {"n": 3}, "cars: at most 2, but it was 3."),
        (none_left("f"), [], ["a", "b"], "When f returned, 2 threads"),
        (raises(KeyError, "f"), ["raised", "KeyError", "x"], ["returned", 1], "f: KeyError should"),
        (raises(KeyError, "f", "x"), ["raised", "KeyError", "x"], ["raised", "KeyError", "y"],
         "f: KeyError('x') should be raised, but KeyError('y') was."),
        (raises(KeyError, "f"), ["raised", "KeyError", ""], None, "but nothing was."),
    ],
)  # fmt: skip
def test_a_demand_tells_right_from_wrong(demand: Any, right: Any, wrong: Any, said: str) -> None:
    assert demand["holds"](right)
    assert not demand["holds"](wrong)
    assert said in demand["otherwise"](wrong)


CHILDREN = """
import os, time
from multiprocessing import Manager, Process, cpu_count
from multiprocessing.shared_memory import SharedMemory

kept = []

def loop():
    while True: pass

def calculate():
    child = Process(target=loop, daemon=True)
    child.start()
    try:
        child.join()
    finally:
        child.kill()
        child.join()

def swallow():
    try:
        calculate()
    except KeyboardInterrupt:
        pass

def cpus():
    return [cpu_count(), len(os.sched_getaffinity(0))]

def work(seconds, join):
    child = Process(target=time.sleep, args=(seconds,), daemon=True)
    child.start()
    kept.append(child)
    if join: child.join()

def soon(limit):
    child = Process(target=int, name="soon", daemon=True)
    child.start()
    child.join(limit)

def shut_down():
    with Manager() as manager: manager.list()

def forget():
    child = Process(target=int)
    child.start()
    while open(f"/proc/{child.pid}/stat").read().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.001)
    kept.append(child)

def share(forgets):
    segment = SharedMemory(create=True, size=8)
    time.sleep(0.3)
    segment.close()
    if not forgets: segment.unlink()
"""


@pytest.fixture(scope="module")
def children() -> Iterator[Lab]:
    with Supervisor() as supervisor:
        yield lab_for(supervisor, CHILDREN, {"work": "function", "share": "function"})


def working(answer: Any, seconds: float, join: bool) -> Any:
    return answer.work(seconds, join)


def stopped(answer: Any) -> Any:
    calls = answer.calculate, answer.swallow, lambda: answer.work(0.2, True)
    return [interrupted(call) for call in calls]


def counting(answer: Any) -> Any:
    return [believing_in(cpus, answer.cpus) for cpus in (1, 64)]


def leaving(answer: Any) -> Any:
    calls = partial(answer.soon, None), answer.shut_down, partial(answer.soon, 5)
    return [children_left(call, answer) for call in calls]


def forgetting(answer: Any) -> Any:
    return answer.forget()


def sharing(answer: Any, forgets: bool) -> Any:
    return answer.share(forgets)


@linux
def test_ctrl_c_comes_when_a_child_has_worked(children: Lab) -> None:
    run = children.run(stopped, deadline=30.0)
    assert run.value == ["interrupted", "swallowed", "returned"]
    expect_no_child_left(run.evidence, "")


@linux
def test_cpus_are_as_many_as_the_scene_says(children: Lab) -> None:
    assert children.run(counting).value == [[1, 1], [64, 64]]


@linux
def test_a_child_that_is_left_is_refused(children: Lab) -> None:
    for method in ("fork", "spawn"):
        how: dict[str, Any] = {"deadline": 30.0, "start_method": method}
        run = children.run(working, 600, False, **how)
        diagnosis = rejection(expect_no_child_left, run.evidence, "When it had returned")
        assert diagnosis.kind is Kind.LEAKED_PROCESS
        assert diagnosis.summary == "When it had returned, 1 child process still ran."
        expect_no_child_left(children.run(working, 0, True, **how).evidence, "")


@linux
def test_a_child_that_is_not_waited_for_without_limit_is_named(children: Lab) -> None:
    assert children.run(leaving, deadline=30.0, start_method="fork").value == [[], [], ["soon"]]


@linux
def test_a_child_that_nobody_waited_for_is_refused(children: Lab) -> None:
    run = children.run(forgetting, deadline=30.0, start_method="fork")
    assert "a zombie" in rejection(expect_no_child_left, run.evidence, "Then").summary


@linux
def test_a_segment_that_is_left_is_refused(children: Lab) -> None:
    run = children.run(sharing, True, deadline=30.0)
    diagnosis = rejection(expect_no_segment_left, run.evidence, "When it had returned")
    assert diagnosis.kind is Kind.WRONG_RESULT
    assert diagnosis.summary.startswith("When it had returned, 1 segment of shared memory")
    expect_no_segment_left(children.run(sharing, False, deadline=30.0).evidence, "")
