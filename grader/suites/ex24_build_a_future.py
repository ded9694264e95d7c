"""Build a future: what an answer to ex24 has to keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain, compress
from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.demands import Demand, gives
from grader.lab.scenes import attempt, together

CAKES = ["plum cake", "nut cake", "cheese cake", "apple cake", "honey cake", "carrot cake"]


def asked_late(answer: Any, cake: str) -> Any:
    """The value, asked for twice, and then by two threads at once that will not wait."""
    promise = answer.Promise()
    promise.set_result(cake)
    patient = [promise.result(), promise.result(timeout=5)]
    return patient + together({name: partial(promise.result, 0) for name in ("kim", "lee")})


def asked_often(answer: Any, cake: str, times: int) -> bool:
    promise = answer.Promise()
    promise.set_result(cake)
    return all(promise.result() == cake for _time in range(times))


@check(1, N_("whoever asks late gets the value at once, however often"))
def a_late_caller_gets_the_value(lab: Lab) -> None:
    cake = lab.rng.choice(CAKES)
    demand = gives([cake] * 4, _("the value, asked for four times"))
    lab.explore(asked_late, cake, **demand, schedules=100)
    times = lab.rng.randrange(101, 130)
    demand = gives(True, _("Whether the value came {times} times").format(times=times))
    lab.explore(asked_often, cake, times, **demand, schedules=1)


def not_given_back(answer: Any) -> list[str]:
    """Those of some values that look like something else which result() does not return."""

    class EqualsAnything:
        def __eq__(self, _other: object) -> bool:
            return True

        def __repr__(self) -> str:
            return "an object that equals anything"

    lost = []
    for value in (None, 0, ..., ValueError("salt"), EqualsAnything()):
        promise = answer.Promise()
        promise.set_result(value)
        ending, *got = attempt(promise.result, 5)
        if ending != "returned" or got[0] is not value:
            lost.append(repr(value))
    return lost


@check(1, N_("every value is a value: None, 0 and an exception object too"))
def every_value_is_a_value(lab: Lab) -> None:
    for lost in lab.explore(not_given_back, schedules=20).values:
        same(lost, [], _("values that went in with set_result and that result() did not return"))


def failed(answer: Any, name: str) -> Any:
    """What result() raises for two who ask while the exception is being set, and afterwards."""

    class CountsAsFalse(Exception):
        def __bool__(self) -> bool:
            return False

    errors = {"KeyError": KeyError, "TimeoutError": TimeoutError, "CountsAsFalse": CountsAsFalse}
    promise, burnt = answer.Promise(), errors[name]("burnt")

    def raised() -> Any:
        try:
            return promise.result()
        except Exception as error:
            return "that exception" if error is burnt else "another one"

    calls: dict[str, Callable[[], Any]] = {"kim": raised, "lee": raised}
    calls["baker"] = partial(promise.set_exception, burnt)
    return [*together(calls)[:2], raised()]


@check(1, N_("result() raises the very exception that was set, each time"))
def the_exception_is_raised(lab: Lab) -> None:
    what = _("What result() raised, asked for three times, when a {name} was set")
    for name, schedules in (("KeyError", 100), ("TimeoutError", 20), ("CountsAsFalse", 20)):
        demand = gives(["that exception"] * 3, what.format(name=name))
        lab.explore(failed, name, **demand, schedules=schedules)


def waited_for(answer: Any, cake: Any) -> Any:
    """What two customers get while the baker brings the cake."""
    promise = answer.Promise()
    bring = partial(promise.set_result, cake)
    return together({"kim": promise.result, "lee": promise.result, "baker": bring})[:2]


@check(3, N_("everybody who waits is woken, whatever the interleaving"))
def every_waiter_is_woken(lab: Lab) -> None:
    cake = lab.rng.choice(CAKES)
    demand = gives([cake, cake], _("What Kim and Lee got"))
    lab.explore(waited_for, cake, **demand, schedules=300)
    lab.stress(waited_for, cake, **demand, rounds=10, deadline=10.0)


def brought(answer: Any, ways: list[str], at_once: bool) -> Any:
    """Bakers bring a cake each, in turn or at once: whose is accepted, and whose is kept."""
    promise = answer.Promise()

    def bring(baker: str, way: str) -> bool:
        try:
            getattr(promise, way)(baker if way == "set_result" else LookupError(baker))
        except RuntimeError:
            return False
        return True

    names = ("baker-1", "baker-2", "baker-3")
    calls = {name: partial(bring, name, way) for name, way in zip(names, ways, strict=False)}
    done = together(calls) if at_once else [call() for call in calls.values()]
    return [[*compress(calls, done)], attempt(promise.result)[-1]]


@check(2, N_("the first outcome stays, and a second one is refused"))
def the_first_outcome_stays(lab: Lab) -> None:
    for ways in (
        ["set_result", "set_result", "set_exception"],
        ["set_exception", "set_exception", "set_result"],
    ):
        what = _("After the calls {calls}: who was accepted, and whose cake stays")
        for got in lab.explore(brought, ways, False, schedules=20).values:
            same(got, [["baker-1"], "baker-1"], what.format(calls=", ".join(ways)))
    what = _("Two bakers came at the same time. Who was accepted, and whose cake stays: {got}.")
    right = Demand(
        holds=lambda got: got[0] == [got[1]],
        otherwise=lambda got: what.format(got=short(got)),
        kind=Kind.RACE,
    )
    lab.explore(brought, ways[1:], True, **right, schedules=150)


def limited(
    answer: Any, alone: list[float], at_once: list[float | None], seconds: int, cake: str
) -> Any:
    """What result(timeout=limit) gave, and after how long: to one customer alone, with one limit
    after the other, and to some at once, while the baker needs so many seconds."""
    import threading
    import time

    promise = answer.Promise()

    def ask(limit: float | None) -> list[Any]:
        start = time.monotonic()
        try:
            came = promise.result(timeout=limit)
        except TimeoutError:
            came = "TimeoutError"
        return [came, round(time.monotonic() - start, 3)]

    def bake() -> None:
        # A sleep might be over before a shorter limit is: on a busy machine that could happen.
        threading.Event().wait(seconds)
        promise.set_result(cake)

    waiting = {f"customer-{n}": partial(ask, limit) for n, limit in enumerate(at_once, 1)}
    return [*map(ask, alone), *together({**waiting, "baker": bake})[:-1]]


@check(2, N_("result(timeout) gives up in time, and the promise stays open"))
def it_gives_up_in_time(lab: Lab) -> None:
    seconds, cake = lab.rng.randrange(2, 9), lab.rng.choice(CAKES)
    early = _("what result(timeout={limit}) gave without an outcome, after how many seconds")
    late = _("what result(timeout={limit}) gave when the outcome came after {seconds} seconds")
    for alone, at_once, baking, schedules in (
        ([seconds, 0], [3 * seconds, seconds / 4], seconds, 60),
        ([], [None, 300], 100, 1),
    ):
        outcomes = lab.explore(limited, alone, at_once, baking, cake, schedules=schedules)
        for limit, got in chain.from_iterable(
            zip([*alone, *at_once], each, strict=True) for each in outcomes.values
        ):
            if limit is None or limit > baking:
                same(got[0], cake, late.format(limit=limit, seconds=baking))
            else:
                same(got, ["TimeoutError", limit + 0.0], early.format(limit=limit))


def waited(answer: Any, naps: int) -> Any:
    """While the baker naps, Kim waits without a time limit and Lee with one: the most seconds that
    one of them wakes too late, and the most CPU seconds that one uses."""
    import time

    promise = answer.Promise()

    def bake() -> None:
        for _nap in range(naps):
            time.sleep(0.00503)
        promise.set_result(time.monotonic())

    def wait(limit: int | None) -> list[float]:
        start, before = time.monotonic(), time.thread_time()
        try:
            there = promise.result(limit)
        except TimeoutError:
            there = start
        # Reading the virtual clock takes a microsecond.
        return [round(time.monotonic() - there, 4), time.thread_time() - before]

    waiters = {"kim": partial(wait, None), "lee": partial(wait, 60)}
    lates, used = zip(*together({**waiters, "baker": bake})[:2], strict=True)
    return [max(lates), max(used)]


@check(1, N_("a waiter is woken at once, and uses no CPU until then"))
def a_waiter_is_woken_at_once(lab: Lab) -> None:
    lates = [late for late, _used in lab.explore(waited, 2, schedules=30).values]
    late, used = min(filter(None, lates), default=0), round(lab.run(waited, 40).value[1], 3)
    sentence = _(
        "A customer woke {late:g} seconds too late, or used {used:g} seconds of CPU until then."
    )
    expect(late == 0 and used < 0.02, Kind.TOO_SLOW, sentence.format(late=late, used=used))


@check(1, N_("it is built by hand"))
def it_is_built_by_hand(lab: Lab) -> None:
    sentence = _("{module} contains what you are to build. Use threading.")
    for module, line in lab.submission.imports.items():
        good = module.split(".")[0] not in ("concurrent", "asyncio", "multiprocessing")
        summary, file = sentence.format(module=module), lab.submission.file
        expect(good, Kind.WRONG_RESULT, summary, file=file, line=line)
