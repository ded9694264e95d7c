"""Search one correct program: engine_twin.py FILE SEEDS SECONDS LIMIT

The first seed is searched for so many seconds, the others for a moment: is it ever accused?
"""

from __future__ import annotations

import sys

from telling import end_after, tell

from grader.interleaving import explore

MOST = 1_000_000
A_MOMENT, A_FEW = 1.0, 200


def main() -> None:
    program, seeds, seconds, limit = f"{sys.argv[1]}:main", *map(float, sys.argv[2:])
    end_after(limit)
    for seed in range(int(seeds)):
        long, many = (A_MOMENT, A_FEW) if seed else (seconds, MOST)
        exploration = explore(program, schedules=many, seconds=long, seed=seed)
        tally = exploration.tally
        tell(
            exhausted=tally.exhausted,
            # It ended by itself, without having seen everything: nothing new had come for long.
            saturated=not tally.exhausted and tally.seconds < long and tally.schedules < many,
            schedules=tally.schedules,
            seconds=tally.seconds,
            accused=[str(o.ending) for o in exploration.failing()],
        )


if __name__ == "__main__":
    main()
