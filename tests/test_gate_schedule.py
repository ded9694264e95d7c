"""Virtual time: what any number of callers on any number of cores has to come to."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.gate.schedule import TINY, Call, Cost, Schedule


def program(shares: list[list[float]], cores: int, processes: list[int] | None = None) -> Schedule:
    """Run callers that make one call after the other, each with costs of its own, to the end.

    Caller k works in process `processes[k]` (its own one when None). Every caller whose call is
    over comes back before time may go on, as a program does that never stalls without need.
    """
    costs = {(k, i): Cost(cost) for k, share in enumerate(shares) for i, cost in enumerate(share)}
    schedule = Schedule(costs, cores)
    numbers = itertools.count()
    place = [0] * len(shares)

    def arrive(k: int) -> None:
        if place[k] < len(shares[k]):
            pid = processes[k] if processes else k
            schedule.arrive(Call(next(numbers), k, pid, (k, place[k])))
            place[k] += 1

    for k in range(len(shares)):
        arrive(k)
    while schedule.held:
        for call in schedule.advance():
            assert isinstance(call.caller, int)
            arrive(call.caller)
    return schedule


shares = st.lists(st.lists(st.sampled_from([0.5, 1.0, 2.0, 3.0]), max_size=6), max_size=8)
cores = st.integers(1, 6)


@given(shares, cores)
def test_the_speedup_lies_between_one_and_the_number_of_cores(
    work: list[list[float]], n: int
) -> None:
    schedule = program(work, n)
    if schedule.total:
        assert 1 - TINY <= schedule.speedup <= n + TINY


@given(shares, cores)
def test_no_core_works_twice_at_the_same_time(work: list[list[float]], n: int) -> None:
    schedule = program(work, n)
    moments = sorted({span.start for span in schedule.finished})
    for moment in moments:
        busy = sum(span.start <= moment < span.end - TINY for span in schedule.finished)
        assert busy <= n


@given(shares, cores)
def test_a_caller_makes_one_call_at_a_time_and_lanes_show_all_of_its_work(
    work: list[list[float]], n: int
) -> None:
    schedule = program(work, n)
    lanes = schedule.lanes({k: f"worker {k}" for k, share in enumerate(work) if share})
    for lane, share in zip(lanes, [share for share in work if share], strict=True):
        assert sum(end - start for start, end in lane.busy) == pytest.approx(sum(share))
        assert all(a[1] < b[0] for a, b in itertools.pairwise(lane.busy))


@given(shares, cores)
def test_grahams_bound_holds(work: list[list[float]], n: int) -> None:
    """No caller waits while a core is free, so list scheduling is at most twice the optimum."""
    schedule = program(work, n)
    longest = max((sum(share) for share in work), default=0.0)
    assert schedule.now <= schedule.total / n + longest + TINY


@given(shares, cores)
@settings(max_examples=50)
def test_threads_of_one_process_share_one_core(work: list[list[float]], n: int) -> None:
    schedule = program(work, n, processes=[7] * len(work))
    assert schedule.now == pytest.approx(schedule.total)


@given(shares, cores)
def test_the_bound_never_falls_below_what_is_reached_in_the_end(
    work: list[list[float]], n: int
) -> None:
    costs = {(k, i): Cost(c) for k, share in enumerate(work) for i, c in enumerate(share)}
    schedule = Schedule(costs, n)
    bounds = [schedule.best_speedup()]
    place = [0] * len(work)
    numbers = itertools.count()

    def arrive(k: int) -> None:
        if place[k] < len(work[k]):
            schedule.arrive(Call(next(numbers), k, k, (k, place[k])))
            place[k] += 1

    for k in range(len(work)):
        arrive(k)
        bounds.append(schedule.best_speedup())
    while schedule.held:
        bounds.append(schedule.best_speedup(nobody_comes=True))
        for call in schedule.advance():
            assert isinstance(call.caller, int)
            arrive(call.caller)
        bounds.append(schedule.best_speedup())
    if schedule.total:
        assert all(bound >= schedule.speedup - TINY for bound in bounds)
        assert bounds[-1] == pytest.approx(schedule.speedup)


def equal(sizes: list[int]) -> list[list[float]]:
    return [[1.0] * size for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "speedup"),
    [
        ([6, 6, 6, 6], 4.0),
        ([24], 1.0),
        ([12, 12], 2.0),
        ([8, 8, 8], 3.0),
        ([16, 4], 1.25),
        ([7, 7, 7, 3], 24 / 7),
    ],
)
def test_known_ways_to_share_24_seconds_between_4_cores(sizes: list[int], speedup: float) -> None:
    assert program(equal(sizes), 4).speedup == pytest.approx(speedup)


def test_time_may_go_on_only_when_all_cores_are_busy_or_all_work_is_asked_for() -> None:
    schedule = Schedule({i: Cost() for i in range(4)}, 2)
    assert not schedule.may_advance
    schedule.arrive(Call(1, "a", "a", 0))
    assert not schedule.may_advance
    schedule.arrive(Call(2, "b", "b", 1))
    assert schedule.may_advance
    assert [call.number for call in schedule.advance()] == [1, 2]
    schedule.arrive(Call(3, "a", "a", 2))
    assert not schedule.may_advance
    schedule.arrive(Call(4, "a2", "a", 3))  # under the GIL of process a
    assert schedule.busy == 1
    assert schedule.may_advance


def test_calls_that_only_wait_need_no_core() -> None:
    costs = {i: Cost(1.0, on_core=False) for i in range(10)}
    schedule = Schedule(costs, 1)
    for i in range(10):
        schedule.arrive(Call(i, i, "one process", i))
    schedule.advance()
    assert schedule.speedup == pytest.approx(10.0)


def test_busy_cores_do_not_keep_a_wait_from_beginning() -> None:
    costs = {"sum": Cost(3.0), "page": Cost(3.0, on_core=False)}
    schedule = Schedule(costs, 1)
    schedule.arrive(Call(1, "a", "a", "sum"))
    assert schedule.busy == 1
    assert not schedule.may_advance  # whoever waits for the page may be on the way
    schedule.arrive(Call(2, "b", "b", "page"))
    assert schedule.may_advance
    schedule.advance()
    assert schedule.speedup == pytest.approx(2.0)


def test_a_proven_idle_core_bounds_what_can_still_be_reached() -> None:
    schedule = Schedule({i: Cost(4.0) for i in range(4)}, 4)
    schedule.arrive(Call(1, "a", "a", 0))
    assert schedule.best_speedup() == pytest.approx(4.0)
    # Three cores idle for 4 seconds; then 12 seconds of work are left for four.
    assert schedule.best_speedup(nobody_comes=True) == pytest.approx(16 / 8)


def test_work_asked_for_twice_is_noticed_and_gains_nothing() -> None:
    schedule = Schedule({"a": Cost(), "b": Cost()}, 2)
    schedule.arrive(Call(1, 1, 1, "a"))
    schedule.arrive(Call(2, 2, 2, "a"))
    schedule.advance()
    assert schedule.repeated == ["a"]
    assert schedule.missing == ["b"]
    assert schedule.speedup == pytest.approx(1.0)


def test_a_call_for_anything_else_is_unknown_and_useless() -> None:
    schedule = Schedule({"a": Cost()}, 2)
    schedule.arrive(Call(1, 1, 1, "z"))
    schedule.advance()
    assert schedule.unknown == ["z"]
    assert schedule.speedup == 0.0


def test_a_machine_without_a_core_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one core"):
        Schedule({}, 0)


def test_time_stands_still_when_nothing_is_held() -> None:
    assert Schedule({"a": Cost()}, 1).advance() == []


def test_a_caller_that_waits_for_a_core_has_a_row_of_the_timeline() -> None:
    schedule = Schedule({"a": Cost(), "b": Cost()}, 1)
    schedule.arrive(Call(1, "one", 1, "a"))
    schedule.arrive(Call(2, "two", 2, "b"))
    lanes = schedule.lanes({"one": "worker 1", "two": "worker 2"})
    assert [(lane.name, lane.busy) for lane in lanes] == [
        ("worker 1", ((0.0, 1.0),)),
        ("worker 2", ()),
    ]
