"""Phases: what an answer to ex19 has to keep.

Where it matters who works when, the cells are numbers of our own, whose addition takes a second of
virtual time.
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.demands import at_most, gives, none_left, raises
from grader.lab.scenes import Gauge, attempt, linger, seconds_of, threads_left


def after(cells: list[int], steps: int) -> list[int]:
    """What `cells` have to be after so many steps."""
    for _step in range(steps):
        cells = [cells[i - 1] + cells[i] + cells[(i + 1) % len(cells)] for i in range(len(cells))]
    return cells


def simulated(answer: Any, cells: list[int], steps: int, workers: int) -> Any:
    """The result, the cells that were handed in as they are afterwards, and whether it is they."""
    got = answer.simulate(cells, steps, workers)
    return [got, cells, got is cells]


@check(2, N_("one worker computes step after step, and leaves your cells alone"))
def one_worker_is_right(lab: Lab) -> None:
    cells = numbers(lab, 4)
    for steps in (0, 1, 3):
        call = _("simulate({cells}, {steps}, {workers})")
        for got, handed_in, itself in lab.explore(simulated, cells, steps, 1, schedules=20).values:
            same(got, after(cells, steps), call.format(cells=cells, steps=steps, workers=1))
            same(handed_in, cells, _("the list that was handed in"))
            expect(
                not itself,
                Kind.WRONG_RESULT,
                _("simulate gave back the very list that was handed in, not a new one."),
            )


def result_of(answer: Any, cells: list[int], steps: int, workers: int) -> Any:
    return answer.simulate(cells, steps, workers)


@check(1, N_("few cells, or none, are no trouble for many workers"))
def few_cells_or_none(lab: Lab) -> None:
    for cells in ([], numbers(lab, 1), numbers(lab, 2)):
        call = _("simulate({cells}, {steps}, {workers})")
        what = call.format(cells=cells, steps=2, workers=3)
        lab.explore(result_of, cells, 2, 3, schedules=30, **gives(after(cells, 2), what))


def result_with_a_pause(answer: Any, cells: list[int], steps: int, workers: int) -> Any:
    """The result when the first addition lasts until nobody else can do anything."""
    begun: list[int] = []

    class Number(int):
        def __add__(self, other: int) -> Number:
            begun.append(other)
            if len(begun) == 1:
                linger()
            return Number(int(self) + int(other))

        __radd__ = __add__

    got = answer.simulate(list(map(Number, cells)), steps, workers)
    return list(map(int, got))


@check(4, N_("the result is right, whatever the order in which workers run"))
def right_in_every_interleaving(lab: Lab) -> None:
    cells = numbers(lab, 3)
    what = _("simulate({cells}, {steps}, {workers})")
    for steps in (1, 2):
        demand = gives(
            after(cells, steps), what.format(cells=cells, steps=steps, workers=2), kind=Kind.RACE
        )
        lab.explore(result_of, cells, steps, 2, schedules=120, **demand)
    lab.explore(result_with_a_pause, cells, 2, 2, schedules=20, **demand)
    cells = numbers(lab, 12)
    demand = gives(after(cells, 3), what.format(cells=short(cells), steps=3, workers=4))
    lab.stress(result_of, cells, 3, 4, rounds=3, deadline=10.0, **demand)


class Slow:
    """A number whose additions take a second each, and are counted by a gauge."""

    def __init__(self, gauge: Gauge) -> None:
        self.gauge = gauge

    def __add__(self, _other: object) -> Slow:
        import time

        with self.gauge:
            time.sleep(1)
        return Slow(self.gauge)

    __radd__ = __add__


def slowly(answer: Any, cells: int, steps: int, workers: int) -> dict[str, Any]:
    """How many additions there were in how many seconds, and how many at once at most."""
    gauge = Gauge()
    row = [Slow(gauge) for _cell in range(cells)]
    seconds = seconds_of(lambda: answer.simulate(row, steps, workers))
    return {"additions": gauge.entered, "seconds": seconds, "most": gauge.most}


@check(2, N_("in every step the workers share the cells evenly, and work at the same time"))
def the_work_is_shared(lab: Lab) -> None:
    for cells, workers, reach in ((8, 3, 2.7), (10, 10, 10)):
        values = lab.explore(slowly, cells, 2, workers, schedules=20).values
        best = max(values, key=lambda got: got["additions"] / max(got["seconds"], 1))
        speedup = best["additions"] / max(best["seconds"], 1)
        text = _(
            "{cells} cells, 2 steps and {workers} workers, and each addition takes a second: "
            "{additions} additions took {seconds:g} seconds, so on average {speedup:.1f} went on "
            "at once; {reach:g} can be reached."
        )
        text = text.format(
            cells=cells,
            workers=workers,
            reach=reach,
            speedup=speedup,
            additions=best["additions"],
            seconds=best["seconds"],
        )
        facts = {"virtual_seconds": best["seconds"]}
        expect(speedup >= 0.89 * reach, Kind.NOT_CONCURRENT, text, facts=facts)


def most_at_once(answer: Any, cells: int, steps: int, workers: int) -> Any:
    return slowly(answer, cells, steps, workers)["most"]


@check(1, N_("there are never more threads at work than workers"))
def never_more_than_workers(lab: Lab) -> None:
    what = _("additions at once, with 5 cells and {workers} worker(s)")
    for workers in (2, 1):
        demand = at_most(workers, what.format(workers=workers))
        lab.explore(most_at_once, 5, 1, workers, schedules=30, **demand)


def one_addition_fails(answer: Any, which: int, reason: str) -> Any:
    """What comes of it when one addition raises, so that one worker fails and no other does."""
    made, raised = 0, LookupError(reason)

    class Number:
        def __add__(self, _other: object) -> Number:
            nonlocal made
            made += 1
            if made == which:
                raise raised
            return Number()

        __radd__ = __add__

    def call() -> None:
        try:
            answer.simulate([Number() for _cell in range(4)], 2, 2)
        except LookupError as error:
            if error is not raised:
                raise LookupError(f"a copy of {error!r}") from error
            raise

    return attempt(call)


@check(2, N_("an exception reaches the caller, and nobody waits for who has failed"))
def an_error_reaches_the_caller(lab: Lab) -> None:
    reason = f"cell {lab.rng.randrange(100, 1000)}"
    demand = raises(LookupError, _("simulate, when one addition raises"), reason)
    for which in (lab.rng.randrange(1, 9), lab.rng.randrange(9, 17)):
        lab.explore(one_addition_fails, which, reason, schedules=60, **demand)


def left_by(answer: Any, cells: list[int]) -> list[str]:
    return threads_left(lambda: answer.simulate(cells, 2, 2))


def left_after_an_error(answer: Any, which: int) -> list[str]:
    """Who waits for ever: some time later is time enough for all others."""

    def call() -> None:
        one_addition_fails(answer, which, "")
        linger()

    return threads_left(call)


@check(1, N_("no thread is left when the call returns"))
def no_thread_is_left(lab: Lab) -> None:
    lab.explore(left_by, numbers(lab, 3), schedules=60, **none_left("simulate"))
    lab.explore(left_after_an_error, 1, schedules=30, **none_left("simulate"))


def numbers(lab: Lab, n: int) -> list[int]:
    """`n` different numbers that nobody can know beforehand."""
    return lab.rng.sample(range(10, 100), n)
