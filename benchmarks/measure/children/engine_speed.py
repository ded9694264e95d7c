"""Schedules a second, by random walks and by the plan: engine_speed.py FILE BATCHES SIZE LIMIT"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from random import Random

from telling import end_after, tell

from grader.interleaving import Exploration, explore
from grader.interleaving.strategies.random_walk import RandomWalk

SECONDS = 60.0


def main() -> None:
    program = f"{sys.argv[1]}:main"
    batches, size, limit = map(int, sys.argv[2:])
    end_after(limit)
    run(program, size // 10, seed=0)
    for batch in range(batches):
        start = time.process_time()
        schedules, seconds, _last = run(program, size, seed=1000 * batch)
        tell(schedules=schedules, seconds=seconds, cpu=time.process_time() - start)
        start = time.process_time()
        walks, _seconds, _last = run(program, size, seed=1000 * batch, walks=True)
        tell(schedules=walks, walk_cpu=time.process_time() - start)


def run(
    program: str, schedules: int, seed: int, walks: bool = False
) -> tuple[int, float, Exploration | None]:
    """Searches that end before enough schedules were run are followed by another."""
    done, seconds, exploration = 0, 0.0, None
    while done < schedules:
        exploration = explore(
            program,
            schedules=schedules - done,
            seconds=SECONDS,
            seed=seed,
            strategies=walk(seed) if walks else None,
        )
        tally = exploration.tally
        done, seconds, seed = done + tally.schedules, seconds + tally.seconds, seed + 1
    return done, seconds, exploration


def walk(seed: int) -> Iterator[RandomWalk]:
    random = Random(seed)
    while True:
        yield RandomWalk(random)


if __name__ == "__main__":
    main()
