"""The reduction leaves out no outcome: against every state of many small programs."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st
from small_programs import LOCKS, VARIABLES, Program, outcomes, source

from grader.interleaving.outcome import Ending
from grader.interleaving.scheduler import Scheduler
from grader.interleaving.strategies.exhaustive import Exhaustive
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.strategies.systematic import Systematic
from grader.interleaving.world import World

_numbers = itertools.count()
SETTINGS = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    # Small as they are, to make a failing program smaller would take minutes.
    phases=[Phase.explicit, Phase.generate],
)

values = st.integers(1, 3)
variables = st.sampled_from(VARIABLES)
locks = st.sampled_from(LOCKS)
simple = st.one_of(
    st.tuples(st.just("write"), variables, values),
    st.tuples(st.just("add"), variables, values),
    st.tuples(st.just("copy"), variables, variables),
    st.tuples(st.just("append"), values),
)
condition = st.one_of(
    st.tuples(st.just("wait"), variables),
    st.tuples(st.just("notify"), variables, values, st.booleans()),
)


def nested(inner):
    body = st.lists(inner, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.tuples(st.just("with"), locks, body),
        st.tuples(st.just("try"), locks, body),
        st.tuples(st.just("if"), variables, st.integers(0, 2), body),
    )


operations = st.one_of(simple, condition, nested(st.one_of(simple, nested(simple))))


def size(operation) -> int:
    inner = operation[-1]
    return 1 + sum(map(size, inner)) if isinstance(inner, tuple) else 1


bodies = (
    st.lists(operations, min_size=1, max_size=4)
    .map(tuple)
    .filter(lambda body: sum(map(size, body)) <= 5)
)


@st.composite
def programs(draw) -> Program:
    threads = draw(st.lists(bodies, min_size=2, max_size=3).map(tuple))
    return Program(threads, draw(st.integers(0, len(threads))))


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    """One world for all programs: making the library anew takes longer than most searches."""
    return World(tmp_path_factory.mktemp("programs"), "", lambda module: module.main())


def put(program: Program, world: World) -> None:
    world.module = f"program_{next(_numbers)}"
    (world.folder / f"{world.module}.py").write_text(source(program))
    world.scheduler.forget()


def searched(
    world: World, strategy_of, most: int, within: bool = False
) -> tuple[set[str], int] | None:
    """What all schedules of a strategy come to and how many there are; None if over `most`."""
    scheduler: Scheduler = world.scheduler
    with world.entered():
        world.run(Serial())
        world.run(Serial(youngest_first=True))
        while True:
            learned, found, schedules = scheduler.learned, set(), 0
            strategy = strategy_of()
            while strategy.next_schedule():
                outcome = world.run(strategy)
                assert not strategy.diverged
                schedules += 1
                if schedules > most:
                    return None
                if outcome.ending is Ending.DEADLOCK:
                    found.add("deadlock")
                elif outcome.ending is not Ending.BROKEN_OFF:
                    assert outcome.ending is Ending.RETURNED, outcome
                    found.add(outcome.frozen)
                if scheduler.learned != learned:
                    break
            else:
                assert within or not strategy.cut
                return found, schedules


def add_and_lock(lock):
    """Take a lock if it is free, and then, which cannot be, once more."""
    return ("try", lock, (("add", "a", 1), ("with", "second", (("write", "b", 3),))))


@settings(SETTINGS, max_examples=200)
@example(
    # A try that fails stands between the taking that it saw and the one that waits for it.
    program=Program(
        ((add_and_lock("second"),), (add_and_lock("second"),), (add_and_lock("first"),)), 2
    )
)
@given(program=programs())
def test_the_reduction_loses_no_outcome_and_invents_none(program, world):
    put(program, world)
    found = searched(world, Exhaustive, 600)
    assume(found is not None)
    assert found[0] == outcomes(program), source(program)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(program=programs())
def test_what_few_preemptions_come_to_is_among_it(program, world):
    put(program, world)
    found = searched(world, lambda: Systematic(1), 300, within=True)
    assume(found is not None)
    assert found[0] <= outcomes(program), source(program)


def test_with_a_bound_it_is_told_that_something_was_left_out(world):
    put(Program(((("add", "a", 1),), (("add", "a", 2),)), 2), world)
    with world.entered():
        world.run(Serial())
        world.run(Serial(youngest_first=True))
        strategy = Exhaustive(bound=0)
        while strategy.next_schedule():
            world.run(strategy)
    assert strategy.cut
