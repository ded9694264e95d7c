"""Bounded buffer: what an answer to ex17 has to keep.

The buffer is a shelf: bakers put numbered loaves on it, customers take them off.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import Any

from grader.check import N_, Kind, _, check, expect, same, short
from grader.lab import Lab
from grader.lab.demands import gives
from grader.lab.scenes import HOUR, attempt, together

READY_MADE = {"queue", "_queue", "queues"}
READY_MADE_PACKAGES = {"multiprocessing", "asyncio"}


def first_in_first_out(answer: Any, loaves: list[Any]) -> list[Any]:
    """What comes out of a buffer that is filled, half emptied, filled again and emptied."""
    shelf = answer.BoundedBuffer(len(loaves))
    half = len(loaves) // 2
    for loaf in loaves:
        shelf.put(loaf)
    got = [shelf.get() for _loaf in loaves[:half]]
    for loaf in loaves[:half]:
        shelf.put(loaf)
    return [*got, *(shelf.get() for _loaf in loaves)]


@check(1, N_("items come out in the order in which they went in"))
def items_keep_their_order(lab: Lab) -> None:
    baked = numbers(lab, 10)
    loaves = [*baked, None, 0, baked[0]]
    for got in lab.explore(first_in_first_out, loaves).values:
        same(
            got,
            [*loaves, *loaves[: len(loaves) // 2]],
            _("what came out of a buffer that was filled, half emptied, filled again and emptied"),
        )


def made_of(answer: Any) -> list[str]:
    """The modules that the answer holds, and those from which the parts of a buffer come."""
    shelf = answer.BoundedBuffer(2)
    parts = [shelf, *getattr(shelf, "__dict__", {}).values()]
    sources = {kind.__module__ for part in parts for kind in type(part).__mro__}
    held = {part.__name__ for part in vars(answer).values() if isinstance(part, type(answer))}
    return sorted(map(str, sources | held))


def ready_made(module: str) -> bool:
    """Whether the name of a module promises a queue."""
    parts = module.split(".")
    return parts[0] in READY_MADE_PACKAGES or not READY_MADE.isdisjoint(parts)


@check(1, N_("the buffer is your own: no ready-made queue is used"))
def no_ready_made_queue(lab: Lab) -> None:
    used = {**dict.fromkeys(lab.run(made_of).value, 0), **lab.submission.imports}
    for module, line in used.items():
        expect(
            not ready_made(module),
            Kind.WRONG_RESULT,
            _(
                "Your code uses {module}. Here you build the buffer yourself, from what threading "
                "offers."
            ).format(module=module),
            file=lab.submission.file,
            line=line,
        )


def came_of(call: Any, *args: Any) -> Any:
    """What `call` returned, or the name of the exception that it raised.

    A class of the answer's own, below one of the two that are promised, counts as that one.
    """
    try:
        return call(*args)
    except (ValueError, EOFError) as error:
        return "ValueError" if isinstance(error, ValueError) else "EOFError"
    except Exception as error:
        return type(error).__name__


def shop(
    answer: Any,
    capacity: int,
    there: list[int],
    baked: list[list[int]],
    wanted: list[int],
    rest: int,
) -> dict[str, Any]:
    """`there` lies on the shelf; one baker for each list of loaves in `baked`, and one customer for
    each number in `wanted`, come at the same time, and all rest between two loaves.

    Gives what was bought, and the most loaves that certainly lay on the shelf at once: those that
    had been put on it, without all that somebody had begun to take.
    """
    import time

    shelf = answer.BoundedBuffer(capacity)
    inside = most = 0

    def bake(loaves: list[int]) -> None:
        nonlocal inside, most
        for n, loaf in enumerate(loaves):
            if n and rest:
                time.sleep(rest)
            shelf.put(loaf)
            inside += 1
            most = max(most, inside)

    def buy(number: int) -> list[Any]:
        nonlocal inside
        bought: list[Any] = []
        while len(bought) < number:
            if bought and rest:
                time.sleep(rest)
            inside -= 1
            bought.append(shelf.get())
        return bought

    bake(there)
    people: dict[str, Any] = {}
    for n, loaves in enumerate(baked, 1):
        people[f"baker-{n}"] = partial(bake, loaves)
    for n, number in enumerate(wanted, 1):
        people[f"customer-{n}"] = partial(buy, number)
    bought = [loaf for loaves in together(people) for loaf in loaves or []]
    return {"bought": sorted(bought, key=repr), "most": most}


def open_shop(
    lab: Lab,
    capacity: int,
    there: int,
    bakers: list[int],
    wanted: list[int],
    rest: int = 0,
    schedules: int = 150,
) -> None:
    """In every interleaving all loaves are sold once, and there is never one too many."""
    loaves = numbers(lab, there + sum(bakers))
    baked = iter(loaves[there:])

    def holds(got: Any) -> bool:
        return bool(got["bought"] == sorted(loaves) and got["most"] <= capacity)

    def otherwise(got: Any) -> str:
        if got["most"] > capacity:
            return _("The capacity is {capacity}, but {most} items were inside at once.").format(
                capacity=capacity, most=got["most"]
            )
        return _("{items} were put in; taken out were {got}.").format(
            items=short(sorted(loaves)), got=short(got["bought"])
        )

    people = [list(islice(baked, n)) for n in bakers], wanted, rest
    lab.explore(
        shop,
        capacity,
        loaves[:there],
        *people,
        holds=holds,
        otherwise=otherwise,
        schedules=schedules,
    )


@check(2, N_("there are never more items inside than the capacity allows"))
def never_more_than_capacity(lab: Lab) -> None:
    open_shop(lab, 1, 1, [1, 1], [3], rest=HOUR)


@check(3, N_("every item comes out once, whoever wakes up first"))
def every_item_comes_out_once(lab: Lab) -> None:
    open_shop(lab, 1, 0, [2], [1, 1], rest=HOUR)
    what = _("items put in that did not come out once")
    lab.stress(busy_day, 3, 3, 6, rounds=3, deadline=10.0, **gives([], what))


def busy_day(answer: Any, capacity: int, people: int, loaves: int) -> list[int]:
    """As many bakers as customers, who buy until the shop is closed and empty.

    Gives the loaves that were not sold exactly once.
    """
    shelf = answer.BoundedBuffer(capacity)
    everything = list(range(people * loaves))
    sold: list[Any] = []

    def bake(first: int) -> None:
        for loaf in everything[first : first + loaves]:
            shelf.put(loaf)

    def buy() -> None:
        for _loaf in range(len(everything) + 1):
            loaf = came_of(shelf.get)
            if loaf == "EOFError":
                break
            sold.append(loaf)

    def work() -> None:
        together({f"baker-{n}": partial(bake, n * loaves) for n in range(people)})
        shelf.close()

    together({"bakery": work, **{f"customer-{n}": buy for n in range(people)}})
    return [loaf for loaf in everything if sold.count(loaf) != 1]


@check(2, N_("nobody waits for ever while there is an item, or room, for them"))
def nobody_waits_for_ever(lab: Lab) -> None:
    open_shop(lab, 2, 0, [2], [1, 1])
    open_shop(lab, 2, 2, [1, 1], [4])
    open_shop(lab, 1, 0, [5], [1] * 5, schedules=20)
    loaves = numbers(lab, 2)
    what = _("what two customers got, each at a buffer of their own")
    lab.explore(two_shops, loaves, schedules=50, **gives(loaves, what))


def two_shops(answer: Any, loaves: list[int]) -> list[Any]:
    """For each loaf a shelf of its own, to which a customer and a baker come: what was bought."""
    people: dict[str, Any] = {}
    for n, loaf in enumerate(loaves, 1):
        shelf = answer.BoundedBuffer(1)
        people[f"customer-{n}"] = shelf.get
        people[f"baker-{n}"] = partial(shelf.put, loaf)
    return together(people)[::2]


def day_after(answer: Any, loaves: list[int], more: int) -> list[Any]:
    """Closed twice, with items left: what comes of a put, and of gets until after the last item.

    Then what came of so many gets more, if it was anything else than an EOFError.
    """
    shelf = answer.BoundedBuffer(len(loaves) + 1)
    for loaf in loaves:
        shelf.put(loaf)
    shelf.close()
    shelf.close()
    outcomes = [came_of(shelf.put, 0), *(came_of(shelf.get) for _n in range(len(loaves) + 2))]
    return outcomes + [got for _n in range(more) if (got := came_of(shelf.get)) != "EOFError"]


@check(2, N_("a closed buffer takes nothing in, and gives what is left"))
def a_closed_buffer_gives_what_is_left(lab: Lab) -> None:
    loaves = numbers(lab, 2)
    for got in lab.explore(day_after, loaves, 205).values:
        same(
            got,
            ["ValueError", *loaves, "EOFError", "EOFError"],
            _("one put and four gets after closing a buffer with two items"),
        )
    what = _("two gets at the same time at a closed buffer with one item")
    lab.explore(last_loaf, loaves[0], schedules=50, **gives(["EOFError", loaves[0]], what))


def last_loaf(answer: Any, loaf: int) -> list[Any]:
    """Closed with one item left: what comes of two gets at the same time, the item last."""
    shelf = answer.BoundedBuffer(1)
    shelf.put(loaf)
    shelf.close()
    customers = ("customer-1", "customer-2")
    return sorted(together(dict.fromkeys(customers, partial(came_of, shelf.get))), key=repr)


def closing(answer: Any, loaves: list[int], people_who_come: int) -> list[Any]:
    """The owner closes while bakers come, if the shelf is full, or else customers; when more than
    two come, only when all of them wait.

    Gives what came of their calls, and of one get more than there were loaves.
    """
    import threading

    shelf = answer.BoundedBuffer(1)
    for loaf in loaves:
        shelf.put(loaf)

    def close() -> None:
        if people_who_come > 2:
            threading.Event().wait(1 / 30)
        shelf.close()

    people: dict[str, Any] = {"owner": close}
    for n in range(1, people_who_come + 1):
        if loaves:
            people[f"baker-{n}"] = partial(came_of, shelf.put, 0)
        else:
            people[f"customer-{n}"] = partial(came_of, shelf.get)
    _closed, *outcomes = together(people)
    return [*outcomes, *(came_of(shelf.get) for _n in range(len(loaves) + 1))]


@check(2, N_("close wakes everybody who waits"))
def close_wakes_everybody(lab: Lab) -> None:
    (loaf,) = numbers(lab, 1)
    for n, schedules in ((2, 100), (12, 5)):
        what = _("{n} gets at an empty buffer while it is closed, and one more").format(n=n)
        demand = gives(["EOFError"] * (n + 1), what)
        lab.explore(closing, [], n, schedules=schedules, **demand)
        what = _("{n} puts at a full buffer while it is closed, and two gets afterwards")
        demand = gives(["ValueError"] * n + [loaf, "EOFError"], what.format(n=n))
        lab.explore(closing, [loaf], n, schedules=schedules, **demand)


def last_minute(answer: Any, loaves: list[int]) -> dict[str, Any]:
    """A baker, the owner who closes, and a customer who buys until there is nothing more."""
    shelf = answer.BoundedBuffer(1)

    def bake() -> list[int]:
        return [loaf for loaf in loaves if attempt(shelf.put, loaf)[0] == "returned"]

    def buy() -> list[Any]:
        sold: list[Any] = []
        while len(sold) <= len(loaves) and "EOFError" not in sold:
            sold.append(came_of(shelf.get))
        return sold

    baked, sold, _closed = together({"baker": bake, "customer": buy, "owner": shelf.close})
    return {"baked": baked, "sold": sold}


@check(1, N_("whatever put accepts before the buffer is closed comes out"))
def nothing_is_lost_at_closing_time(lab: Lab) -> None:
    lab.explore(
        last_minute,
        numbers(lab, 1),
        holds=lambda got: got["sold"] == [*got["baked"], "EOFError"],
        otherwise=lambda got: _(
            "While the buffer was being closed, put accepted {baked}; what came of get was {sold}."
        ).format(baked=short(got["baked"]), sold=short(got["sold"])),
        schedules=200,
    )


def numbers(lab: Lab, n: int) -> list[int]:
    """`n` different items that nobody can know beforehand."""
    return lab.rng.sample(range(100, 1000), n)
