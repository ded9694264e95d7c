"""Made once, when needed: what an answer to ex20 has to keep.

Factories count their calls, take a virtual second, and give a value that says which call it was.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.demands import gives
from grader.lab.scenes import Gauge, attempt, together

READERS = ("reader-1", "reader-2")
CROWD = (*READERS, "reader-3")


def first_use(answer: Any, number: int) -> list[Any]:
    """For some values: what it looks like, how often the factory was called, after making a Lazy
    and after each of two gets; and whether each gave the very object that it had returned."""

    class EqualsAll:
        def __eq__(self, other: object) -> bool:
            return True

        def __repr__(self) -> str:
            return "EqualsAll()"

    def use(value: Any) -> list[Any]:
        calls = []

        def factory() -> Any:
            calls.append(value)
            return value

        lazy = answer.Lazy(factory)
        counts, same_object = [len(calls)], []
        for _get in range(2):
            same_object.append(lazy.get() is value)
            counts.append(len(calls))
        return [repr(value), counts, all(same_object)]

    return [use(value) for value in ([number], None, 0, ..., ValueError("salt"), int, EqualsAll())]


@check(2, N_("the value is made at the first get and kept, whatever it is"))
def made_at_the_first_get(lab: Lab) -> None:
    lost = _("The factory returned {value}, but get did not give that very object.")
    for seen in lab.explore(first_use, lab.rng.randrange(1000)).values:
        for value, counts, same_object in seen:
            what = _(
                "calls of a factory that returns {value}: after making a Lazy, after the first "
                "get, and after two"
            )
            same(counts, [0, 1, 1], what.format(value=value))
            expect(same_object, Kind.WRONG_RESULT, lost.format(value=value))


def first_readers(answer: Any, value: int, names: list[str], seconds: float) -> dict[str, Any]:
    """Several readers ask at once for a value that is not there yet, and takes so long to make."""
    calls = 0

    def factory() -> list[int]:
        import time

        nonlocal calls
        calls += 1
        number = calls
        time.sleep(seconds)
        return [value, number]

    lazy = answer.Lazy(factory)
    got = together(dict.fromkeys(names, lazy.get))
    return {"calls": calls, "got": got}


@check(3, N_("the factory is called once, however many ask at the same time"))
def the_factory_is_called_once(lab: Lab) -> None:
    value = lab.rng.randrange(1000)
    many = [f"reader-{number}" for number in range(1, 26)]

    def once(seen: Any) -> bool:
        return bool(seen["calls"] == 1)

    def more(seen: Any) -> str:
        return _(
            "{readers} threads called get once each, and the factory was called {n} times."
        ).format(readers=len(seen["got"]), n=seen["calls"])

    demand: dict[str, Any] = {"holds": once, "otherwise": more}
    lab.explore(first_readers, value, CROWD, 0.01, schedules=200, **demand)
    lab.explore(first_readers, value, many, 1e-4, schedules=3, **demand)
    lab.stress(first_readers, value, CROWD, 0.01, rounds=10, deadline=10.0, **demand)


@check(2, N_("nobody gets anything but the finished value"))
def nobody_sees_it_half_made(lab: Lab) -> None:
    value = lab.rng.randrange(1000)

    def finished(seen: Any) -> bool:
        made = [[value, number] for number in range(1, seen["calls"] + 1)]
        return all(got in made for got in seen["got"])

    def unfinished(seen: Any) -> str:
        return _("The factory makes {value}, but two threads that asked got {got}.").format(
            value=[value, 1], got=" / ".join(map(short, seen["got"]))
        )

    for seconds, schedules in ((0.01, 200), (100, 4)):
        arguments, limit = (value, READERS, seconds), {"schedules": schedules}
        lab.explore(first_readers, *arguments, holds=finished, otherwise=unfinished, **limit)


def later_readers(answer: Any, value: int | None) -> list[Any]:
    """Two readers ask twice each for a value that is there already."""
    lazy = answer.Lazy(lambda: value)
    lazy.get()
    return together(dict.fromkeys(READERS, lambda: [lazy.get(), lazy.get()]))


@check(3, N_("once the value is there, nobody waits for anybody"))
def reading_waits_for_nobody(lab: Lab) -> None:
    what = _("two gets by each of two threads, of a value that is there")
    for value in (lab.rng.randrange(1, 1000), None, 0):
        seen = lab.explore(later_readers, value, schedules=100, **gives([[value, value]] * 2, what))
        expect(
            seen.kept_waiting.isdisjoint(READERS),
            Kind.NOT_CONCURRENT,
            _(
                "The value, {value}, had been there for long when two threads asked for it. Still "
                "one came to a lock that the other held."
            ).format(value=value),
        )


def unlucky(answer: Any, value: int) -> list[Any]:
    """A factory that raises at its first four calls: six gets one after another, its calls."""

    class Farewell(BaseException):
        pass

    errors = [LookupError(), SystemExit(1), KeyboardInterrupt(), Farewell()]
    calls = 0

    def factory() -> int:
        nonlocal calls
        calls += 1
        if calls <= len(errors):
            raise errors[calls - 1]
        return value

    lazy, got = answer.Lazy(factory), []
    for _get in range(len(errors) + 2):
        try:
            got.append(lazy.get())
        except (LookupError, SystemExit, KeyboardInterrupt, Farewell) as error:
            name = type(error).__name__
            got.append(name if any(error is one for one in errors) else f"another {name}")
    return [*got, calls]


def unlucky_readers(answer: Any, value: int, reason: str) -> dict[str, Any]:
    """A factory that raises at its first call, three readers at once, and one get afterwards."""
    calls = 0

    def factory() -> int:
        import time

        nonlocal calls
        calls += 1
        first = calls == 1
        time.sleep(0.01)
        if first:
            raise LookupError(reason)
        return value

    lazy = answer.Lazy(factory)
    got = together(dict.fromkeys(CROWD, partial(attempt, lazy.get)))
    return {"got": got, "later": attempt(lazy.get), "calls": calls}


@check(2, N_("a factory that raises is tried again, and nobody waits for ever"))
def a_failed_attempt_is_not_the_last(lab: Lab) -> None:
    value, reason = lab.rng.randrange(1000), f"no network {lab.rng.randrange(1000)}"
    failed, made = ["raised", "LookupError", reason], ["returned", value]
    what = _("six gets, when the factory raises at its first four calls; and how many it had")
    names = ["LookupError", "SystemExit", "KeyboardInterrupt", "Farewell"]
    for got in lab.explore(unlucky, value).values:
        same(got, [*names, value, value, 5], what)
    lab.explore(
        unlucky_readers,
        value,
        reason,
        holds=lambda seen: (
            failed in seen["got"]
            and all(got in (failed, made) for got in seen["got"])
            and (seen["later"], seen["calls"]) == (made, 2)
        ),
        otherwise=lambda seen: _(
            "The factory raises at its first call only. Three threads at once got {got}, a get "
            "afterwards {later}; the factory was called {calls} times."
        ).format(
            got=" / ".join(map(said, seen["got"])), later=said(seen["later"]), calls=seen["calls"]
        ),
        schedules=150,
    )


def said(outcome: list[Any]) -> str:
    """A value, or the exception, as one would write it."""
    return str(outcome[1]) if outcome[0] == "returned" else f"{outcome[1]}({outcome[2]!r})"


def one_needs_another(answer: Any, value: int, more: int) -> list[Any]:
    """The factory of each needs the one before, which is lazy too: the last value and the first."""
    lazies = [answer.Lazy(lambda: value)]
    for _number in range(more):
        lazies.append(answer.Lazy(lambda before=lazies[-1]: before.get() + 1))
    return [lazies[-1].get(), lazies[0].get()]


def two_at_once(answer: Any) -> int:
    """The most factories at work at once, when two Lazy objects are asked at the same time."""
    gauge = Gauge()

    def factory() -> None:
        import time

        with gauge:
            time.sleep(10)

    first, second = answer.Lazy(factory), answer.Lazy(factory)
    together(dict(zip(READERS, (first.get, second.get), strict=True)))
    return gauge.most


@check(2, N_("a factory may use another Lazy, and two do not wait for each other"))
def lazy_objects_are_independent(lab: Lab) -> None:
    value = lab.rng.randrange(1000)
    what = _("the last and the first of some Lazy objects, each of which needs the one before")
    for more, schedules in ((1, 300), (40, 1)):
        for got in lab.explore(one_needs_another, value, more, schedules=schedules).values:
            same(got, [value + more, value], what)
    expect(
        2 in lab.explore(two_at_once, schedules=50).values,
        Kind.NOT_CONCURRENT,
        _(
            "Two threads ask two different Lazy objects, but in no interleaving do both factories "
            "work at the same time."
        ),
    )
