"""A limit does not run while others keep from running who is waited for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from grader.supervisor import starving
from grader.supervisor.starving import Patience

RACE = """
import os, sys
sys.path[:] = {path!r}
from grader.supervisor.starving import _times
def waited():
    return sum(waited for waited, ran in _times([os.getpid()]).values())
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
    child = os.fork()
    while waited() < 0.05:
        pass  # both want the one CPU
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
print("starved")
"""


class Machine:
    """A clock, and what the kernel says of process 7's one thread."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = self.waited = self.ran = 0.0
        monkeypatch.setattr(starving.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(starving, "_times", self.times)

    def times(self, processes: list[int]) -> dict[tuple[int, int], tuple[float, float]]:
        return {(pid, pid): (self.waited, self.ran) for pid in processes}

    def passes(self, seconds: float, waiting: float = 0.0, running: float = 0.0) -> None:
        self.now += seconds
        self.waited += waiting
        self.ran += running


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_who_sleeps_gets_its_seconds_and_no_more(machine: Machine) -> None:
    patience = Patience(2.0, [7])
    machine.passes(1.9)
    assert not patience.over([7])
    assert patience.left == pytest.approx(0.1)
    machine.passes(0.1)
    assert patience.over([7])


def test_waiting_for_a_cpu_does_not_count(machine: Machine) -> None:
    machine.passes(5.0, waiting=5.0)  # before anybody was patient
    patience = Patience(2.0, [7])
    machine.passes(3.0, waiting=2.5, running=0.1)
    assert not patience.over([7])
    machine.passes(1.4)
    assert not patience.over([7])
    machine.passes(0.2)
    assert patience.over([7])


def test_what_a_process_waited_counts_also_when_it_has_gone(machine: Machine) -> None:
    patience = Patience(2.0, [7])
    machine.passes(1.5, waiting=1.5)
    assert not patience.over([7, 8])
    machine.passes(1.0)
    assert not patience.over([9])


def test_who_has_run_for_half_of_the_limit_had_its_chance(machine: Machine) -> None:
    patience = Patience(2.0, [7])
    machine.passes(5.0, waiting=4.0, running=1.0)
    assert patience.over([7])


def test_patience_has_an_end(machine: Machine) -> None:
    patience = Patience(2.0, [7])
    machine.passes(31.0, waiting=31.0)
    assert not patience.over([7])
    machine.passes(2.0, waiting=2.0)
    assert patience.over([7])


def test_who_shares_a_cpu_is_seen_to_wait_for_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", RACE.format(path=sys.path)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.stdout == "starved\n", ran.stderr


def test_a_process_that_is_gone_waits_for_nothing() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert starving._times([child.pid]) == {}
    assert Patience(0.0, [child.pid, os.getpid()]).over([child.pid])
