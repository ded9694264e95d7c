"""A failing schedule is made simple: the same outcome, with as few preemptions as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from grader.interleaving.gathering import gathered
from grader.interleaving.outcome import Ending, Outcome
from grader.interleaving.races import History
from grader.interleaving.shrink import shrink
from grader.interleaving.strategies.ordered import Ordered
from grader.interleaving.strategies.random_walk import RandomWalk
from grader.interleaving.strategies.replay import Replay
from grader.interleaving.strategies.serial import Serial
from grader.interleaving.world import World

CLASSICS = Path(__file__).resolve().parents[1] / "benchmarks" / "classics"
FEWEST = {
    "abba": 1,
    "dining_philosophers": 2,
    "lost_update_attribute": 1,
    "semaphore_off_by_one": 2,
    "three_threads_depth_3": 2,
}


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    folder = CLASSICS / request.param
    world = World(folder, "bug", lambda module: module.main())
    with world.entered():
        for youngest_first in (False, True):  # what is shared is known from here on
            world.run(Serial(youngest_first))
        yield world


def failing(world: World, seed: int) -> Outcome:
    for number in range(1000):
        outcome = world.run(RandomWalk(Random(f"{seed}/{number}")))
        if outcome.ending in (Ending.DEADLOCK, Ending.RAISED):
            return outcome
    raise AssertionError("no walk has failed")


@pytest.mark.parametrize(("world", "fewest"), FEWEST.items(), indirect=["world"])
@pytest.mark.parametrize("seed", range(3))
def test_a_random_failure_is_told_with_few_preemptions(
    world: World, fewest: int, seed: int
) -> None:
    outcome = failing(world, seed)
    told = world.run(Replay(shrink(world, outcome)))
    assert told.key == outcome.key
    assert told.preemptions <= fewest


@pytest.mark.parametrize("world", FEWEST, indirect=True)
def test_gathered_steps_come_to_the_same_with_fewer_switches(world: World) -> None:
    torn = together = 0
    for seed in range(20):
        outcome = world.run(RandomWalk(Random(seed)), keep=True)
        scheduler = world.scheduler
        history = History(scheduler.trail, scheduler.cuts, len(scheduler.tasks))
        world.release()
        switches = []
        for order in gathered(history):
            again = world.run(Ordered(order), keep=True)
            assert again.key == outcome.key
            switches.append(len(again.schedule))
            world.release()
        torn += len(outcome.schedule)
        together += min(switches)
    assert together < torn
