"""frontrun's schedules a second: frontrun_speed.py FILE FORM STRATEGY BATCHES SIZE LIMIT

FORM and STRATEGY as in frontrun_case.py. The invariant always holds, so that it goes on.
"""

from __future__ import annotations

import os
import sys
import time

import frontrun
from frontrun_case import described
from loading import load
from telling import end_after, tell


def main() -> None:
    form, strategy = sys.argv[2:4]
    batches, size, limit = map(int, sys.argv[4:])
    end_after(limit)
    case = described(load(sys.argv[1]), form) | {"invariant": lambda _state: True}
    for batch in range(batches + 1):
        options = (
            {"max_attempts": size, "seed": batch}
            if strategy == "random"
            else {"max_executions": size, "stop_on_first": False}
        )
        start = time.perf_counter()
        result = frontrun.explore(**case, strategy=strategy, **options)
        seconds = time.perf_counter() - start
        if batch:  # the first one warms up
            tell(schedules=result.num_explored, seconds=seconds)
    os._exit(0)


if __name__ == "__main__":
    main()
