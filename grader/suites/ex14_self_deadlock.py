"""Self-deadlock: what an answer to ex14 has to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from grader.check import N_, Kind, _, check, short
from grader.lab import Lab
from grader.lab.demands import Demand, gives
from grader.lab.scenes import together

# Names with the number that the directory has for each; calls of a cache, one after another: the
# name of a method and its arguments; what several threads call, by their names; what came of it.
Table = dict[str, int]
Calls = list[list[Any]]
Threads = dict[str, Calls]
Seen = dict[str, Any]


class NotListed(Exception):
    """What `load` raises; no answer can know it."""


def use(answer: Any, table: Table, calls: Calls, threads: Threads, late: list[str]) -> Seen:
    """What `calls` gave, and after that the calls of all `threads` at the same time (`got`); what
    a thread that comes afterwards gets for the names in `late`; who was loaded, in any order. Who
    is not in `table` is not listed when load is asked for the first time, and has None afterwards.
    """
    listed: dict[str, int | None] = dict(table)
    loads, raised = [], []

    def load(name: str) -> int | None:
        import time

        loads.append(name)
        time.sleep(1 / 1000)
        if name not in listed:
            listed[name] = None
            raised.append(NotListed(name))
            raise raised[-1]
        return listed[name]

    cache = answer.Cache(load)

    def make(calls: Calls) -> list[Any]:
        got = []
        for method, *arguments in calls:
            try:
                value = getattr(cache, method)(*arguments)
            except NotListed as error:
                value = f"{'' if error in raised else 'another '}NotListed: {error}"
            if method != "put":
                got.append(value)
        return got

    before = make(calls)
    lists = together({name: partial(make, its) for name, its in threads.items()})
    asked = partial(make, [["get", name] for name in late])
    after = dict(zip(late, together({"late": asked})[0], strict=True)) if late else {}
    return {"got": sum(lists, before), "late": after, "loads": sorted(loads)}


def comes_to(calls: Calls, threads: Threads, *right: Seen) -> Demand:
    """What `use` gives agrees with one of `right`, each of which may leave some of it out."""
    labels = {"got": _("returned"), "late": _("got afterwards"), "loads": _("loaded")}
    asked = [_("One after another: {calls}.").format(calls=told(calls))] if calls else []
    if threads:
        at_once = "; ".join(map(told, threads.values()))
        asked.append(_("At the same time: {calls}.").format(calls=at_once))

    def said(one: Seen) -> str:
        return ", ".join(f"{labels[key]} {short(one[key])}" for key in right[0])

    def otherwise(seen: Seen) -> str:
        expected = _(" or ").join(map(said, right))
        outcome = _("Expected: {expected}. It was: {got}.")
        return " ".join([*asked, outcome.format(expected=expected, got=said(seen))])

    return Demand(
        holds=lambda seen: any(one.items() <= seen.items() for one in right),
        otherwise=otherwise,
        kind=Kind.RACE if threads else Kind.WRONG_RESULT,
    )


def explore(lab: Lab, table: Table, calls: Calls, threads: Threads, *right: Seen) -> None:
    demand, late = comes_to(calls, threads, *right), list(right[0].get("late", {}))
    lab.explore(use, table, calls, threads, late, schedules=200 if threads else 40, **demand)


def two_caches(answer: Any, name: str, numbers: list[int]) -> list[int]:
    caches = [answer.Cache(len) for _number in numbers]
    for cache, number in zip(caches, numbers, strict=True):
        cache.put(name, number)
    return [cache.get(name) for cache in caches]


@check(1, N_("what was put is got, and not loaded"))
def what_was_put_is_got(lab: Lab) -> None:
    first, second = table = numbers(lab, 2)
    a, b, c = lab.rng.sample(range(1000, 2000), 3)
    calls: Calls = [["put", first, a], ["get", first], ["put", second, b], ["put", first, c]]
    calls += [["get", second], ["get", first]]
    explore(lab, table, calls, {}, {"got": [a, b, c], "loads": []})
    demand = gives([a, b], _("what two caches give for one name that was put into each"))
    lab.explore(two_caches, first, [a, b], schedules=40, **demand)


@check(3, N_("get loads what is missing once, and keeps it"))
def get_loads_what_is_missing(lab: Lab) -> None:
    first, second = table = numbers(lab, 2)
    calls: Calls = [["get", name] for name in (first, first, second, first)]
    right = {"got": [table[name] for _get, name in calls], "loads": sorted([first, second])}
    explore(lab, table, calls, {}, right)


@check(2, N_("get_many keeps the order, and loads what is missing"))
def get_many_keeps_the_order(lab: Lab) -> None:
    first, second, third = table = numbers(lab, 3)
    put = lab.rng.randrange(1000, 2000)
    names = [third, second, first, third]
    values = [table[third], put, table[first], table[third]]
    calls: Calls = [["put", second, put], ["get_many", []], ["get_many", names]]
    right = {"got": [[], values], "loads": sorted([first, third])}
    explore(lab, table, calls, {}, right)


@check(1, N_("an exception of load reaches the caller, and the cache goes on"))
def an_exception_reaches_the_caller(lab: Lab) -> None:
    table = numbers(lab, 1)
    [(first, number)], second, third = table.items(), "Nam", "Moon"
    calls: Calls = [["get", second], ["get_many", [first, third]]]
    calls.append(["get_many", [third, second, first]])
    got = [f"NotListed: {second}", f"NotListed: {third}", [None, None, number]]
    loads = sorted([first, second, second, third, third])
    right = {"got": got, "late": {first: number, second: None}, "loads": loads}
    explore(lab, table, calls, {}, right)
    # Who was waiting gets the same exception, or loads again.
    failed, rest = got[0], {"late": {second: None}, "loads": [second, second]}
    ends = ([failed, None], [None, failed], [failed, failed])
    two: Threads = {"reader-1": [["get", second]], "reader-2": [["get", second]]}
    explore(lab, table, [], two, *({"got": list(end), **rest} for end in ends))


@check(2, N_("a key is loaded once, however many ask for it at once"))
def a_key_is_loaded_once(lab: Lab) -> None:
    first, second = table = numbers(lab, 2)
    a, b = table.values()
    one: Threads = {"reader-1": [["get", first]], "reader-2": [["get", first]]}
    explore(lab, table, [], one, {"got": [a, a], "loads": [first]})
    there, back = [first, second], [second, first]
    many: Threads = {"reader-1": [["get_many", there]], "reader-2": [["get_many", back]]}
    explore(lab, table, [], many, {"got": [[a, b], [b, a]], "loads": sorted(there)})


@check(2, N_("what was put is never lost, whatever the interleaving"))
def what_was_put_is_never_lost(lab: Lab) -> None:
    first, second = table = numbers(lab, 2)
    a, b = lab.rng.sample(range(1000, 2000), 2)
    puts: Threads = {"writer-1": [["put", first, a]], "writer-2": [["put", second, b]]}
    explore(lab, table, [], puts, {"late": {first: a, second: b}, "loads": []})
    both: Threads = {"reader": [["get", first]], "writer": [["put", first, a]]}
    rights = [{"got": [number], "late": {first: a}} for number in (a, table[first])]
    explore(lab, table, [], both, *rights)

    many = {f"name {n}": number for n, number in enumerate(lab.rng.sample(range(1000), 30))}
    crowd: Threads = {}
    for desk in range(6):
        own = [f"{desk}/{n}" for n in range(20)]
        puts_first: Calls = [["put", name, desk] for name in own]
        crowd[f"desk-{desk}"] = [*puts_first, *(["get", name] for name in [*many, *own])]
    got = [number for desk in range(6) for number in [*many.values(), *[desk] * 20]]
    demand = comes_to([], crowd, {"got": got, "loads": sorted(many)})
    lab.stress(use, many, [], crowd, [], rounds=3, deadline=10.0, **demand)


@check(2, N_("get_many gives the values of one moment"))
def get_many_gives_one_moment(lab: Lab) -> None:
    first, second = table = numbers(lab, 2)
    a, b, x, y = lab.rng.sample(range(1000, 2000), 4)
    before: Calls = [["put", first, a], ["put", second, b]]
    write, read = [["put", first, x], ["put", second, y]], [["get_many", [first, second]]]
    threads: Threads = {"writer": write, "reader": read}
    moments = [{"got": [pair]} for pair in ([a, b], [x, b], [x, y])]
    explore(lab, table, before, threads, *moments)
    # The same, when the second one is not there yet and may have to be loaded.
    late, loaded = {first: x, second: y}, table[second]
    pairs = [a, loaded], [x, loaded], [x, y]
    rights: list[Seen] = [{"got": [pair], "late": late} for pair in pairs]
    explore(lab, table, before[:1], threads, *rights)


def numbers(lab: Lab, n: int) -> Table:
    """`n` names, each with a number that nobody can know beforehand."""
    names = lab.rng.sample(["Kim", "Lee", "Park", "Choi", "Jung"], n)
    return dict(zip(names, lab.rng.sample(range(2000, 5000), n), strict=True))


def told(calls: Calls) -> str:
    """The first calls, as one would write them: "put('Kim', 1), get('Kim')"."""
    return ", ".join(f"{method}({', '.join(map(repr, rest))})" for method, *rest in calls[:6])
