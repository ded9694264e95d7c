"""Search one program for its bug, once a seed: engine_bug.py FILE SEEDS LIMIT"""

from __future__ import annotations

import sys

from telling import end_after, tell

from grader.interleaving import Exploration, explore
from grader.interleaving.outcome import Ending, Outcome

FIRST_TRY, MORE, MOST = 50, 5, 31_250
SECONDS = 20.0


def main() -> None:
    program, seeds, limit = f"{sys.argv[1]}:main", int(sys.argv[2]), float(sys.argv[3])
    end_after(limit)
    shrunk: dict[tuple[int, ...], int] = {}
    for seed in range(seeds):
        search(program, seed, shrunk)


def search(program: str, seed: int, shrunk: dict[tuple[int, ...], int]) -> None:
    """A search begins in the same way however long it may go on, so short ones are tried first."""
    schedules = FIRST_TRY
    while True:
        exploration = explore(program, schedules=schedules, seconds=SECONDS, seed=seed)
        bug = first_bug(exploration)
        ended_early = exploration.tally.schedules < schedules
        if bug is not None or ended_early or schedules >= MOST:
            break
        schedules *= MORE
    if bug is None:
        tell(found=False, schedules=exploration.tally.schedules, seconds=exploration.tally.seconds)
        return
    choices = tuple(bug.schedule)
    if choices not in shrunk:
        shrunk[choices] = exploration.story(bug).outcome.preemptions
    tell(
        found=True,
        schedules=bug.first_schedule,
        seconds=seconds_to(bug, program, seed, exploration),
        strategy=bug.strategy,
        finding=finding(bug),
        preemptions=shrunk[choices],
    )


def seconds_to(bug: Outcome, program: str, seed: int, exploration: Exploration) -> float:
    """Of search. An exploration does not say when it saw what, so it is repeated up to the bug."""
    again = explore(program, schedules=bug.first_schedule, seconds=SECONDS, seed=seed)
    return (again if first_bug(again) else exploration).tally.seconds


def first_bug(exploration: Exploration) -> Outcome | None:
    failing = exploration.failing()
    return next((o for o in failing if o.ending is not Ending.NOT_GRADABLE), None)


def finding(outcome: Outcome) -> str:
    if outcome.ending in (Ending.DEADLOCK, Ending.NEVER_ENDS):
        return str(outcome.ending).replace("_", " ")
    kind = outcome.failures[0].type
    return "wrong result" if kind == "AssertionError" else kind


if __name__ == "__main__":
    main()
