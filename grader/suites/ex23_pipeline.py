"""Pipeline: what an answer to ex23 has to keep."""

from __future__ import annotations

from functools import partial
from queue import Empty
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import Demand, at_most, gives, none_left, raises
from grader.lab.scenes import Gauge, attempt, threads_left

STEPS = ["load", "shrink", "label"]
MANY = 150
"""More photos than a queue of some fixed length would hold."""


def through(answer: Any, items: list[str], steps: list[str], workers: int) -> Any:
    """Photos go through the steps, each of which writes its name behind what it gets."""

    def stage(step: str) -> Any:
        def write(photo: str) -> str:
            return f"{photo} {step}"

        write.__name__ = step
        return write

    mine = list(items)
    got = answer.run_pipeline(mine, [stage(step) for step in steps], workers)
    if mine != items:
        return "changed"
    return got if isinstance(got, list) else "no list"


def passed(items: list[str], steps: list[str]) -> list[str]:
    """Every photo with the names of all steps behind it."""
    return [" ".join([item, *steps]) for item in items]


def finished(items: list[str], steps: list[str], what: str) -> Demand:
    """That `through` gives every photo with the names of all steps behind it."""
    return or_rather(
        gives(passed(items, steps), what),
        {
            "changed": _("The list of items that run_pipeline was given is not what it was."),
            "no list": _("run_pipeline returns something else than a list."),
        },
    )


def or_rather(demand: Demand, sentences: dict[str, str]) -> Demand:
    """`demand`, and what is said of outcomes that are one of these words."""
    told = demand["otherwise"]
    demand["otherwise"] = lambda got: (isinstance(got, str) and sentences.get(got)) or told(got)
    return demand


@check(2, N_("every item passes every stage, and the results are in order"))
def every_item_passes_every_stage(lab: Lab) -> None:
    items = photos(lab, 2)
    demand = finished(items, STEPS, _("Two photos, three stages, a thread for each"))
    lab.explore(through, items, STEPS, 1, **demand, schedules=40)


@check(3, N_("nothing is lost when a stage has several threads"))
def nothing_is_lost_between_many_threads(lab: Lab) -> None:
    items, many = photos(lab, 2), photos(lab, MANY)
    some = many[:20]
    demand = finished(items, STEPS[:2], _("Two photos, two stages, two threads for each"))
    lab.explore(through, items, STEPS[:2], 2, **demand, schedules=120)
    what = _("{n} photos, three stages, four threads for each")
    demand = finished(some, STEPS, what.format(n=len(some)))
    lab.stress(through, some, STEPS, 4, **demand, rounds=4, deadline=10.0)
    got = lab.run(through, many, STEPS, 4, deadline=10.0).value
    same(got, passed(many, STEPS), what.format(n=MANY))


def odd_values(answer: Any, items: list[Any], workers: int) -> Any:
    """Two stages that give back what they get, and one that says what that is."""

    def copy(item: Any) -> Any:
        return item

    return answer.run_pipeline([*items, LookupError("in"), ["s"]], [copy, copy, repr], workers)


@check(1, N_("None and other empty things are items like any other"))
def none_is_an_item(lab: Lab) -> None:
    items = [None, 0, "", None]
    for got in lab.explore(odd_values, items, 2, schedules=30).values:
        told = [*map(repr, items), "LookupError('in')", "['s']"]
        same(got, told, _("four empty items, an exception and a list, three stages"))


@check(1, N_("no items, no stages, and more threads than items are fine"))
def few_items_or_none(lab: Lab) -> None:
    one = photos(lab, 1)
    for items, steps, workers in (([], STEPS[:2], 2), (one, [], 2), (one, STEPS[:2], 3)):
        what = _("{items} item(s), {stages} stage(s), {workers} threads for each").format(
            items=len(items), stages=len(steps), workers=workers
        )
        lab.explore(through, items, steps, workers, **finished(items, steps, what), schedules=30)


SECONDS = 0.01007
"""What a slow call takes: virtual time, and not much of it, since a worker may wait with a limit
and look around now and then; and no round number, so that whoever sleeps instead comes too late."""


def slowly(
    answer: Any, items: list[str], stages: int, workers: int, first: int = 1
) -> dict[str, Any]:
    """When the last call was over, counted in calls, and how many calls of one stage there were
    at once. The first call of all takes as long as `first` others."""
    import threading
    import time

    gauges = [Gauge() for _stage in range(stages)]
    start, over = time.monotonic(), [0.0]

    def work(gauge: Gauge, item: str) -> str:
        begun = sum(gauge.entered for gauge in gauges)
        with gauge:
            # A sleep might end after a longer one: on a busy machine that could happen.
            threading.Event().wait(SECONDS if begun else SECONDS * first)
        over.append(time.monotonic() - start)
        return item

    answer.run_pipeline(items, [partial(work, gauge) for gauge in gauges], workers)
    return {"calls": round(max(over) / SECONDS, 1), "most": max(gauge.most for gauge in gauges)}


@check(2, N_("the stages work at the same time, and so do the threads of a stage"))
def the_stages_overlap(lab: Lab) -> None:
    for n, stages, workers, first, best in (
        (3, 2, 1, 1, 4),
        (10, 1, 10, 1, 1),
        (4, 2, 2, 4, 5),
    ):
        seen = lab.explore(slowly, photos(lab, n), stages, workers, first, schedules=20).values
        took = min(got["calls"] for got in seen)
        sentence = _(
            "{n} items, {stages} stage(s), {workers} thread(s) for each, {first} s for the first "
            "call and 1 s for each other: the last can be over after {best} s, but was after "
            "{took:g} s."
        )
        expect(
            took < best + 0.5,
            Kind.NOT_CONCURRENT,
            sentence.format(n=n, stages=stages, workers=workers, first=first, best=best, took=took),
        )


def most_calls(answer: Any, items: list[str], workers: int) -> Any:
    return slowly(answer, items, 2, workers)["most"]


@check(1, N_("never more than workers calls of a stage at once"))
def never_more_than_workers(lab: Lab) -> None:
    what = _("calls of one stage at once, with {workers} thread(s) for each of two stages")
    for workers in (2, 1):
        demand = at_most(workers, what.format(workers=workers))
        lab.explore(most_calls, photos(lab, 4), workers, **demand, schedules=30)


def failing(
    answer: Any, items: list[str], bad: list[str], step: int, name: str, reason: str
) -> Any:
    """What comes of it when a stage cannot bear some of the photos. A word, if it is another
    exception than the stage's own, a stage got a photo twice, or a call that follows suffers."""
    import queue

    errors = {"LookupError": LookupError, "Empty": queue.Empty}
    raised: list[Exception] = []
    calls: list[tuple[int, str]] = []

    def stage(number: int, photo: str) -> str:
        calls.append((number, photo))
        if number == step and photo in bad:
            raised.append(errors[name](reason))
            raise raised[-1]
        return photo

    def call() -> None:
        try:
            answer.run_pipeline(items, [partial(stage, n) for n in range(2)], 2)
        except errors[name] as error:
            if not any(error is one for one in raised):
                raise LookupError(f"a copy of {error!r}") from error
            raise

    came = attempt(call)
    if len(calls) != len(set(calls)):
        return "twice"
    return came if attempt(answer.run_pipeline, [1], [str], 1) == ["returned", ["1"]] else "next"


@check(2, N_("an exception in a stage ends the pipeline with that exception"))
def an_exception_ends_the_pipeline(lab: Lab) -> None:
    items, reason = photos(lab, 3), f"no photo {lab.rng.randrange(100)}"
    what = _("run_pipeline, when stage {stage} fails for {n} of three photos")
    sentences = {
        "twice": _("A stage was called twice for the same photo."),
        "next": _("After an exception the next call of run_pipeline went wrong, too."),
    }
    for bad, step, error in (
        (items[1:2], 1, LookupError),
        (items, 0, LookupError),
        (items[2:], 0, Empty),
    ):
        demand = raises(error, what.format(stage=step + 1, n=len(bad)), reason)
        demand = or_rather(demand, sentences)
        lab.explore(failing, items, bad, step, error.__name__, reason, **demand, schedules=40)


def left_by(answer: Any, items: list[str], bad: list[str]) -> list[str]:
    return threads_left(lambda: failing(answer, items, bad, 0, "LookupError", ""))


@check(1, N_("no thread is left when it returns or raises"))
def no_thread_is_left(lab: Lab) -> None:
    items = photos(lab, 2)
    for bad in ([], items[:1]):
        lab.explore(left_by, items, bad, **none_left("run_pipeline"), schedules=40)


def photos(lab: Lab, n: int) -> list[str]:
    """`n` names of photos that nobody can know beforehand."""
    return [f"p{number}" for number in lab.rng.sample(range(100, 1000), n)]
