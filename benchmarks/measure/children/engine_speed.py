"""Schedules a second, then growth of memory: engine_speed.py FILE BATCHES SIZE GROWTH LIMIT"""

from __future__ import annotations

import gc
import sys

import psutil
from telling import end_after, tell

from grader.interleaving import Exploration, explore

SECONDS = 60.0
WARM_UP = 2_000


def main() -> None:
    program = f"{sys.argv[1]}:main"
    batches, size, growth, limit = map(int, sys.argv[2:])
    end_after(limit)
    run(program, size // 10, seed=0)
    for batch in range(batches):
        schedules, seconds, _last = run(program, size, seed=1000 * batch)
        tell(schedules=schedules, seconds=seconds)
    # A long search against a short one, each with all that it holds at its end.
    warm_up = min(WARM_UP, growth // 10)
    before = memory_after(program, warm_up)
    tell(before=before, after=memory_after(program, growth), schedules=growth - warm_up)


def run(program: str, schedules: int, seed: int) -> tuple[int, float, Exploration | None]:
    """Searches that end before enough schedules were run are followed by another."""
    done, seconds, exploration = 0, 0.0, None
    while done < schedules:
        exploration = explore(program, schedules=schedules - done, seconds=SECONDS, seed=seed)
        tally = exploration.tally
        done, seconds, seed = done + tally.schedules, seconds + tally.seconds, seed + 1
    return done, seconds, exploration


def memory_after(program: str, schedules: int) -> int:
    """In bytes, while the search is still in memory."""
    _done, _seconds, _search = run(program, schedules, seed=1)
    gc.collect()
    return psutil.Process().memory_info().rss


if __name__ == "__main__":
    main()
