"""Makes a failing schedule as simple as it can: fewest preemptions, then fewest switches.

First the steps of each task are gathered as far as that changes nothing. Then the schedules with
fewer preemptions are searched for the same outcome, for a while. Then one turn after another is
taken out, moved or shortened and the rest replayed as far as it goes; what still ends in the same
outcome with fewer preemptions or switches is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.interleaving.gathering import gathered
from grader.interleaving.outcome import Outcome
from grader.interleaving.races import History
from grader.interleaving.strategies.exhaustive import Exhaustive
from grader.interleaving.strategies.ordered import Ordered
from grader.interleaving.strategies.replay import Replay, Schedule
from grader.interleaving.world import World

Turns = list[tuple[int, int]]
Price = tuple[int, int, int]
"""Preemptions, switches, steps."""
_MOST_STEPS = 60_000
"""In all attempts together, about: a program that never ends takes thousands each time."""
_FEWEST_ATTEMPTS = 6


def shrink(world: World, outcome: Outcome, attempts: int = 300) -> Schedule:
    """The simplest schedule found that ends in the same outcome.

    Runs inside `world.entered()`. The given schedule itself is returned when nothing is simpler.
    """
    found = _replayed(world, outcome.schedule, outcome.key)
    if found is None:
        return outcome.schedule
    attempts = min(attempts, max(_FEWEST_ATTEMPTS, _MOST_STEPS // max(1, outcome.steps)))
    best, price = min([found, *_gathered(world, outcome)], key=lambda f: f[1])
    simpler = _with_fewer_preemptions(world, outcome.key, price[0], attempts)
    if simpler is not None and (found := _replayed(world, simpler, outcome.key)) is not None:
        best, price = min(found, (best, price), key=lambda f: f[1])
    improved = True
    while improved and attempts > 0:
        improved = False
        for candidate in _simpler(best):
            attempts -= 1
            found = _replayed(world, candidate, outcome.key)
            if found is not None and found[1] < price:
                best, price = found
                improved = True
                break
            if attempts <= 0:
                break
    return best


def _gathered(world: World, outcome: Outcome) -> Iterator[tuple[Turns, Price]]:
    """Equivalent schedules with fewer switches."""
    world.run(Replay(outcome.schedule), keep=True)
    scheduler = world.scheduler
    history = History(scheduler.trail, scheduler.cuts, len(scheduler.tasks))
    world.release()
    for order in gathered(history):
        again = world.run(Ordered(order))
        found = _replayed(world, again.schedule, outcome.key) if again.key == outcome.key else None
        if found is not None:
            yield found


def _with_fewer_preemptions(
    world: World, key: str, preemptions: int, attempts: int
) -> Schedule | None:
    for bound in range(preemptions):
        strategy = Exhaustive(bound)
        while attempts > 0 and strategy.next_schedule() and not strategy.diverged:
            attempts -= 1
            outcome = world.run(strategy)
            if outcome.key == key:
                return outcome.schedule
    return None


def _replayed(world: World, schedule: Schedule, key: str) -> tuple[Turns, Price] | None:
    outcome = world.run(Replay(schedule))
    if outcome.key != key:
        return None
    return outcome.schedule, (outcome.preemptions, len(outcome.schedule), outcome.steps)


def _simpler(turns: Turns) -> Iterator[Turns]:
    for i in range(1, len(turns)):
        yield turns[:i]
    for i in range(len(turns)):
        yield turns[:i] + turns[i + 1 :]
    for i in range(len(turns) - 1):
        yield [*turns[:i], turns[i + 1], turns[i], *turns[i + 2 :]]
    for i in range(len(turns) - 2):
        first, middle, last = turns[i : i + 3]
        if first[0] == last[0]:
            yield [*turns[:i], (first[0], first[1] + last[1]), middle, *turns[i + 3 :]]
            yield [*turns[:i], middle, (first[0], first[1] + last[1]), *turns[i + 3 :]]
    for i, (task, length) in enumerate(turns):
        for shorter in {length // 2, length - 1} - {0, length}:
            yield [*turns[:i], (task, shorter), *turns[i + 1 :]]
