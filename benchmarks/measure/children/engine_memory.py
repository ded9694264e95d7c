"""Growth of memory within one search: engine_memory.py FILE WARM_UP SCHEDULES LIMIT

A long search against a short one, each with all that it holds at its end.
"""

from __future__ import annotations

import gc
import sys

import psutil
from engine_speed import run
from telling import end_after, tell


def main() -> None:
    program = f"{sys.argv[1]}:main"
    warm_up, schedules, limit = map(int, sys.argv[2:])
    end_after(limit)
    before = memory_after(program, warm_up)
    tell(before=before, after=memory_after(program, schedules), schedules=schedules - warm_up)


def memory_after(program: str, schedules: int) -> int:
    """In bytes, while the search is still in memory."""
    _done, _seconds, _search = run(program, schedules, seed=1)
    gc.collect()
    return psutil.Process().memory_info().rss


if __name__ == "__main__":
    main()
