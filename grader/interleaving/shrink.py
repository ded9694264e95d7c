"""Makes a failing schedule as simple as it can: fewest preemptions, then fewest switches.

Greedy: one context switch after another is taken out and the rest replayed as far as it goes; what
still ends in the same outcome with fewer preemptions or switches is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.interleaving.outcome import Outcome
from grader.interleaving.strategies.replay import Replay
from grader.interleaving.world import World

Runs = list[tuple[int, int]]
"""A schedule as runs of one task: (task index, number of choices)."""


def shrink(world: World, outcome: Outcome, attempts: int = 300) -> list[int]:
    """The choices of the simplest schedule found that ends in the same outcome.

    Runs inside `world.entered()`. The given schedule itself is returned when nothing is simpler.
    """
    best = outcome.choices
    cost = _replayed(world, best, outcome.key)
    if cost is None:
        return best
    best, price = cost
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


def _replayed(
    world: World, choices: list[int], key: str
) -> tuple[list[int], tuple[int, int, int]] | None:
    outcome = world.run(Replay(choices), "replay")
    if outcome.key != key:
        return None
    price = (outcome.preemptions, world.scheduler.switches, outcome.steps)
    return outcome.choices, price


def _simpler(choices: list[int]) -> Iterator[list[int]]:
    runs = _runs(choices)
    for i in range(len(runs)):
        yield _flat(runs[:i])
    for i in range(len(runs)):
        yield _flat(runs[:i] + runs[i + 1 :])
    for i in range(len(runs) - 1):
        yield _flat([*runs[:i], runs[i + 1], runs[i], *runs[i + 2 :]])
    for i in range(len(runs) - 2):
        first, middle, last = runs[i : i + 3]
        if first[0] == last[0]:
            yield _flat([*runs[:i], (first[0], first[1] + last[1]), middle, *runs[i + 3 :]])
            yield _flat([*runs[:i], middle, (first[0], first[1] + last[1]), *runs[i + 3 :]])
    for i, (task, length) in enumerate(runs):
        for shorter in {length // 2, length - 1} - {0, length}:
            yield _flat([*runs[:i], (task, shorter), *runs[i + 1 :]])


def _runs(choices: list[int]) -> Runs:
    runs: Runs = []
    for choice in choices:
        if runs and runs[-1][0] == choice:
            runs[-1] = (choice, runs[-1][1] + 1)
        else:
            runs.append((choice, 1))
    return runs


def _flat(runs: Runs) -> list[int]:
    return [task for task, length in runs for _ in range(length)]
