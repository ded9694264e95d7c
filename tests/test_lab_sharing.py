"""Why work was not shared out: each way of not doing it has a sentence of its own."""

from __future__ import annotations

import pytest

from grader.gate import Cost, Gate, Item, Waits
from grader.gate.schedule import Call
from grader.gate.server import Caller
from grader.lab.gate import _with_work
from grader.lab.sharing import Sharing, too_slow
from grader.result import Kind

MAIN = 100


def sharing(calls: dict[tuple[int, int], int], together: int = 1, gil: bool = True) -> Sharing:
    """`calls` by pid and thread, for four workers; each takes a virtual second."""
    counted = {Caller(pid, thread): n for (pid, thread), n in calls.items()}
    shares = {caller: float(n) for caller, n in counted.items()}
    return Sharing(counted, shares, MAIN, 4, together, gil)


@pytest.mark.parametrize(
    ("calls", "names"),
    [
        ({(MAIN, 1): 1}, ["main process"]),
        ({(MAIN, 1): 1, (MAIN, 2): 1}, ["thread 1", "thread 2"]),
        ({(MAIN, 1): 1, (7, 1): 1, (8, 1): 1}, ["main process", "worker 1", "worker 2"]),
        ({(MAIN, 1): 1, (MAIN, 2): 1, (7, 1): 1}, ["main, thread 1", "main, thread 2", "worker 1"]),
        ({(7, 1): 1, (7, 2): 1}, ["worker 1, thread 1", "worker 1, thread 2"]),
    ],
)
def test_every_caller_has_a_name(calls: dict[tuple[int, int], int], names: list[str]) -> None:
    assert list(sharing(calls).names().values()) == names


@pytest.mark.parametrize(
    ("calls", "together", "kind", "said"),
    [
        ({(MAIN, 1): 9}, 1, Kind.NOT_PROCESSES, "did all the work itself"),
        ({(MAIN, 1): 5, (MAIN, 2): 4}, 1, Kind.NOT_PROCESSES, "share one GIL"),
        ({(7, 1): 9}, 1, Kind.NOT_PARALLEL, "Only one worker got work"),
        ({(7, 1): 5, (8, 1): 4}, 1, Kind.NOT_PARALLEL, "each task was waited for"),
        ({(7, 1): 8, (8, 1): 2}, 2, Kind.NOT_PARALLEL, "Worker 1 did 80 % of the work."),
        ({(7, 1): 3, (8, 1): 3, (9, 1): 3}, 3, Kind.NOT_PARALLEL, "Only 3 of 4 workers"),
        ({(n, 1): 3 for n in range(4)}, 4, Kind.NOT_PARALLEL, "shared out unevenly"),
    ],
)
def test_every_fault_has_a_sentence(
    calls: dict[tuple[int, int], int], together: int, kind: Kind, said: str
) -> None:
    found, sentence = sharing(calls, together).fault()
    assert found is kind
    assert said in sentence


def test_it_is_the_work_that_counts_and_not_the_number_of_calls() -> None:
    calls = {Caller(7, 1): 2, Caller(8, 1): 8}
    found = Sharing(calls, {Caller(7, 1): 30.0, Caller(8, 1): 10.0}, MAIN, 4, 2, True)
    assert "Worker 1 did 75 % of the work." in found.fault()[1]


@pytest.mark.parametrize(
    ("shares", "waits", "kind", "said"),
    [
        ({(MAIN, 1): 0}, Waits(12, 1), Kind.NOT_CONCURRENT, "No two waits"),
        ({(MAIN, 1): 0, (MAIN, 2): 0}, Waits(12, 8), Kind.NOT_CONCURRENT, "Only 8 of 12 waits"),
        ({(MAIN, 1): 0, (MAIN, 2): 0}, Waits(2, 2), Kind.NOT_CONCURRENT, "later than they could"),
        ({(MAIN, 1): 8, (MAIN, 2): 0}, Waits(4, 4, True), Kind.NOT_PROCESSES, "share one GIL"),
        ({(7, 1): 4, (8, 1): 4, (MAIN, 2): 0}, Waits(4, 4), Kind.NOT_CONCURRENT, "Nobody computed"),
        ({(7, 1): 4, (8, 1): 4, (MAIN, 2): 0}, Waits(4, 2, True), Kind.NOT_CONCURRENT, "2 of 4"),
        ({(7, 1): 9, (8, 1): 1, (MAIN, 2): 0}, Waits(4, 4, True), Kind.NOT_PARALLEL, "90 %"),
        ({(7, 1): 9, (MAIN, 2): 0}, Waits(4, 2, True), Kind.NOT_PARALLEL, "Only one worker"),
        ({(7, 1): 9, (MAIN, 2): 0}, Waits(4, 1, True), Kind.NOT_CONCURRENT, "No two waits"),
    ],
)
def test_where_some_of_the_work_waits_every_fault_has_a_sentence(
    shares: dict[tuple[int, int], float], waits: Waits, kind: Kind, said: str
) -> None:
    asked = {Caller(*caller): float(seconds) for caller, seconds in shares.items()}
    together = min(2, sum(1 for seconds in asked.values() if seconds))
    found = Sharing(dict.fromkeys(asked, 1), asked, MAIN, 4, together, True, waits)
    assert found.fault()[0] is kind
    assert said in found.fault()[1]


def test_the_speedup_of_waits_is_not_held_against_the_workers() -> None:
    item = Item(1, Cost(1.0, on_core=False))
    with Gate({0: item, 1: item}, 4, 2.0, list) as gate:
        for number in range(2):
            gate.schedule.arrive(Call(number, Caller(MAIN, 1), MAIN, number))
            gate.schedule.advance()
        found = Sharing({Caller(MAIN, 1): 2}, {Caller(MAIN, 1): 0.0}, MAIN, 4, 0, True, Waits(2, 1))
        diagnosis = too_slow(found, gate, 2.0).diagnosis
    assert diagnosis.summary.endswith("The speedup is 1.00; 8.0 is asked for.")
    assert set(diagnosis.facts) == {"speedup", "calls"}


def test_without_a_gil_threads_are_not_told_of_one() -> None:
    fault = sharing({(MAIN, 1): 5, (MAIN, 2): 4}, gil=False).fault()
    assert "GIL" not in fault[1]


def test_work_done_twice_is_the_reason_when_it_was_parallel() -> None:
    with Gate({0: Item(1), 1: Item(1)}, 4, 0.7, list) as gate:
        for number, pid in enumerate((7, 8)):
            gate.schedule.arrive(Call(number, Caller(pid, 1), pid, 0))
        gate.schedule.advance()
        diagnosis = too_slow(sharing({(7, 1): 1, (8, 1): 1}, 2), gate, 0.7).diagnosis
    assert diagnosis.kind is Kind.NOT_PARALLEL
    assert diagnosis.summary == (
        "Parts of the work were done more than once. "
        "The speedup is 1.00 with 4 workers; 2.8 is asked for."
    )
    assert diagnosis.facts["calls"] == {"worker 1": 1, "worker 2": 1}


def test_the_serial_fraction_is_told_when_all_work_was_asked_for() -> None:
    with Gate({0: Item(1), 1: Item(1)}, 2, 0.7, list) as gate:
        gate.schedule.arrive(Call(0, Caller(7, 1), 7, 0))
        gate.schedule.advance()
        assert "serial_fraction" not in too_slow(sharing({(7, 1): 1}), gate, 0.7).diagnosis.facts
        gate.schedule.arrive(Call(1, Caller(7, 1), 7, 1))
        gate.schedule.advance()
        facts = too_slow(sharing({(7, 1): 2}), gate, 0.7).diagnosis.facts
    assert facts["serial_fraction"] == pytest.approx(1.0)


def test_the_work_is_the_second_argument_of_a_scenario() -> None:
    def scenario(*given: object) -> tuple[object, ...]:
        return given

    work = object()
    assert _with_work(scenario, work)("answer", 3) == ("answer", work, 3)  # type: ignore[arg-type]
