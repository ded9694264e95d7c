"""Dining philosophers: what an answer to ex15 has to keep."""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, same
from grader.lab import Lab
from grader.lab.demands import entry, gives
from grader.lab.scenes import Gauge, linger, together


def in_turn(answer: Any, n: int, seats: list[int]) -> list[int]:
    """The philosophers eat one after another: the seats whose bite was made, in order."""
    table = answer.Table(n)
    bites: list[int] = []
    for seat in seats:
        table.eat(seat, lambda seat=seat: bites.append(seat))
    return bites


@check(1, N_("a philosopher who is alone at the table eats, on every seat, as often as they come"))
def alone_at_the_table(lab: Lab) -> None:
    n = lab.rng.randrange(11, 16)
    often = lab.rng.randrange(n)
    seats = [often, often, *range(n)]
    what = _("the seats of those who ate, one after another, at a table for {n}")
    for got in lab.explore(in_turn, n, seats, schedules=20).values:
        same(got, seats, what.format(n=n))


def dinner(
    answer: Any, n: int, seats: list[int], meals: int, at_leisure: bool = False
) -> dict[str, Any]:
    """Who sits on `seats` comes `meals` times, all at once: the meals of each, and which
    neighbours ate at the same time.

    At leisure, a bite takes until nobody else can do anything.
    """
    import time

    table = answer.Table(n)
    eating: list[int] = []
    meals_of = [0] * n
    clashes: list[list[int]] = []

    def bite(seat: int) -> None:
        clashes.extend([other, seat] for other in eating if (other - seat) % n in (1, n - 1))
        eating.append(seat)
        if at_leisure:
            linger()
        else:
            time.sleep(1 / 100)
        eating.remove(seat)
        meals_of[seat] += 1

    def philosopher(seat: int) -> Any:
        def come() -> None:
            for _meal in range(meals):
                table.eat(seat, lambda: bite(seat))

        return come

    together({f"philosopher-{seat}": philosopher(seat) for seat in seats})
    return {"meals": [meals_of[seat] for seat in seats], "clashes": clashes}


def no_clash(n: int) -> dict[str, Any]:
    """The demand that no two neighbours ate at the same time."""
    return {
        "holds": lambda got: got["clashes"] == [],
        "otherwise": lambda got: _(
            "At a table for {n} the philosophers on seats {first} and {second}, who sit side by "
            "side, ate at the same time."
        ).format(n=n, first=got["clashes"][0][0], second=got["clashes"][0][1]),
        "kind": Kind.RACE,
    }


@check(2, N_("neighbours never eat at the same time"))
def neighbours_never_eat_together(lab: Lab) -> None:
    for n, seats in ((4, [0, 3]), (5, [4, 0, 1])):
        lab.explore(dinner, n, seats, 1, schedules=120, **no_clash(n))
        lab.explore(dinner, n, seats, 1, True, schedules=12, **no_clash(n))


@check(4, N_("nobody waits for ever, whatever the interleaving"))
def nobody_waits_for_ever(lab: Lab) -> None:
    for n in (2, 3):
        lab.explore(dinner, n, list(range(n)), 1, schedules=120, **no_clash(n))
    lab.stress(dinner, 5, list(range(5)), 3, rounds=3, deadline=10.0, **no_clash(5))


@check(2, N_("nobody starves: whoever comes eats, as often as they come"))
def nobody_starves(lab: Lab) -> None:
    what = _("Meals of those who came to a table for {n}, {meals} times each (seats {seats})")
    for n, seats, meals in ((5, [1, 2], 2), (3, [0, 1, 2], 2)):
        demand = gives([meals] * len(seats), what.format(n=n, meals=meals, seats=seats))
        lab.explore(dinner, n, seats, meals, schedules=80, **entry("meals", demand))


def at_once(answer: Any, n: int, seats: list[int]) -> int:
    """Each goes on eating until nobody else can begin: how many eat at the same time."""
    table = answer.Table(n)
    eating = Gauge()

    def bite() -> None:
        with eating:
            linger()

    def philosopher(seat: int) -> Any:
        return lambda: table.eat(seat, bite)

    together({f"philosopher-{seat}": philosopher(seat) for seat in seats})
    return eating.most


@check(2, N_("two who are not neighbours can eat at the same time"))
def others_can_eat_meanwhile(lab: Lab) -> None:
    what = _("Philosophers who eat at the same time when those on seats {seats} of {n} come")
    for n, seats in ((4, [0, 2]), (5, [1, 4])):
        demand = gives(2, what.format(n=n, seats=seats), Kind.NOT_CONCURRENT)
        lab.explore(at_once, n, seats, schedules=50, **demand)


def after_a_failure(answer: Any, n: int, seat: int) -> list[Any]:
    """The bite on `seat` fails in two ways, each time while a neighbour waits; then all eat, one
    after another: what came of each call that failed, and who has eaten."""
    import threading

    table = answer.Table(n)
    bites: list[int] = []
    ends = []

    def neighbour() -> None:
        table.eat((seat + 1) % n, lambda: None)

    for error in (LookupError("no salt"), SystemExit("no salt")):
        waiting = threading.Thread(target=neighbour, name="neighbour")

        def choke(waiting: Any = waiting, error: Any = error) -> None:
            waiting.start()
            linger()
            raise error

        try:
            table.eat(seat, choke)
        except (LookupError, SystemExit) as raised:
            ends.append("its own exception" if raised is error else "another exception")
        else:
            ends.append("no exception")
        waiting.join()
    for other in range(n):
        table.eat(other, lambda other=other: bites.append(other))
    return [ends, bites]


@check(1, N_("an exception of bite reaches the caller, and the forks are put down"))
def forks_are_put_down_after_an_exception(lab: Lab) -> None:
    seat = lab.rng.randrange(3)
    for got in lab.explore(after_a_failure, 3, seat, schedules=20).values:
        same(got[0], ["its own exception"] * 2, _("what came of two bites that fail"))
        same(got[1], [0, 1, 2], _("the seats of those who ate after a bite had failed"))
