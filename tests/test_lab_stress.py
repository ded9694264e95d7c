"""`lab.stress` finds lost updates of real threads and processes, and shows the last operations."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from labs import call_f, lab_for, rejection

from grader.interleaving.sightings import tell
from grader.interleaving.sites import Access, Site
from grader.lab.stress import stress
from grader.result import Diagnosis, Kind
from grader.supervisor import Supervisor

PROGRAMS = Path(__file__).parents[1] / "benchmarks" / "stress_programs"
ROUNDS = 45

forks = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="only forked children are shaken"
)


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as one:
        yield one
    assert one.alive() == []


def program(name: str) -> str:
    return (PROGRAMS / f"{name}.py").read_text("utf-8")


def found(supervisor: Supervisor, source: str) -> Diagnosis:
    diagnosis = rejection(
        lab_for(supervisor, source).stress, call_f, rounds=ROUNDS, deadline=200.0,
        holds=lambda value: value == 6, start_method="fork",
    )  # fmt: skip
    assert diagnosis.kind is Kind.RACE
    return diagnosis


@forks
@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("attribute", "account.balance"),
        ("value", "balance.value"),
        ("manager", "accounts['kim']"),
        ("in_a_file", "path.read_text"),
    ],
)
def test_a_lost_update_is_found_and_told(supervisor: Supervisor, name: str, target: str) -> None:
    diagnosis = found(supervisor, program(name))
    marked = [step for step in diagnosis.story if step.mark]
    if marked:  # else one end of it lies in code that has no points
        assert len({step.thread for step in marked}) == 2
        assert target in diagnosis.summary
        assert (diagnosis.file, diagnosis.line) == ("bank.py", marked[0].line)
    assert {step.thread for step in diagnosis.story if step.target == target}


@forks
@pytest.mark.parametrize("name", ["attribute", "value"])
def test_points_find_what_switching_alone_does_not(supervisor: Supervisor, name: str) -> None:
    counted = []
    for forced in (False, True):
        lab = lab_for(supervisor, program(name))
        made = stress(lab, call_f, (), ROUNDS, None, None, Kind.RACE, 200.0, "fork", forced)
        assert made.rounds == ROUNDS
        counted.append(sum(times for value, times in made.outcomes if value != 6))
    assert counted[1] > counted[0]


@forks
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("attribute", "    for _ in range(3):\n        account.balance += 1",
         "    for _ in range(3):\n        with LOCK: account.balance += 1\n"
         "LOCK = threading.Lock()"),
        ("value", "        balance.value += 1",
         "        with balance.get_lock(): balance.value += 1"),
        ("manager", "        accounts[\"kim\"] += 1",
         "        with LOCK: accounts['kim'] += 1\nimport multiprocessing\n"
         "LOCK = multiprocessing.get_context('fork').Lock()"),
    ],
)  # fmt: skip
def test_a_right_program_is_never_accused(
    supervisor: Supervisor, name: str, before: str, after: str
) -> None:
    source = program(name)
    assert before in source
    lab = lab_for(supervisor, source.replace(before, after))
    made = lab.stress(
        call_f, rounds=ROUNDS, deadline=200.0, holds=lambda value: value == 6, start_method="fork"
    )
    assert made.outcomes == ((6, ROUNDS),)


def test_spawned_children_run_plainly(supervisor: Supervisor) -> None:
    source = program("value").replace(
        "        balance.value += 1", "        with balance.get_lock(): balance.value += 1"
    )
    made = lab_for(supervisor, source).stress(
        call_f, rounds=3, deadline=200.0, start_method="spawn"
    )
    assert made.outcomes == ((6, 3),)


def test_a_program_may_close_whatever_is_open(supervisor: Supervisor) -> None:
    source = "import os\n" + program("attribute").replace(
        "    account = Account()", "    account = Account()\n    os.closerange(800, 1000)"
    )
    made = lab_for(supervisor, source).stress(call_f, rounds=6, deadline=200.0)
    assert sum(times for _value, times in made.outcomes) == 6


def site(index: int, access: Access) -> Site:
    return Site(index, "/w/a.py", index + 1, 0, f"line {index + 1}", access, "x", "x")


def test_what_was_noted_between_a_read_and_a_write_is_marked() -> None:
    notes = b"""[1, 1, "A", 0, "read", "k", null, "5"]
[1, 2, "B", 0, "read", "k", null, "5"]
[1, 2, "B", 1, "write", "k", null, "5"]
not a note
[1, 1, "A", 1, "write", "k", null, "6"]
[1, 1, "A", 9, "write", "k", null, "6"]
"""
    sites = [site(0, Access.READ), site(1, Access.WRITE)]
    story = tell(notes, sites, Path("/w"))
    assert story.conflict == "stale_read"
    marked = [(step.thread, step.access, step.value) for step in story.steps if step.mark]
    assert marked == [("A", "read", "5"), ("B", "write", "6"), ("A", "write", "")]


def test_accesses_in_turn_are_no_conflict() -> None:
    notes = b"""[1, 1, "A", 0, "read", "k", null, "5"]
[1, 1, "A", 1, "write", "k", null, "5"]
[1, 2, "B", 0, "read", "k", null, "6"]
[1, 2, "B", 1, "write", "k", null, "6"]
"""
    sites = [site(0, Access.READ), site(1, Access.WRITE)]
    story = tell(notes, sites, Path("/w"))
    assert story.conflict == ""
    assert [step.mark for step in story.steps] == [False] * 4
