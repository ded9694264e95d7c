"""Check, then act: what an answer to ex10 has to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import Demand
from grader.lab.scenes import Gauge, seconds_of, together

NAMES = ["Kim", "Lee", "Park", "Choi"]


def in_turn(answer: Any, seats: list[str], names: list[str]) -> dict[str, Any]:
    """One booking after another: what each got, who is on board, and what stood in `passengers`
    when each ticket was printed."""
    tickets: list[Any] = []

    def print_ticket(name: str, seat: str) -> None:
        tickets.append([name, seat, flight.passengers.get(seat)])

    flight = answer.Flight(seats, print_ticket)
    answer.Flight(seats, lambda name, seat: None).book("Han")  # has nothing to do with this one
    got = [flight.book(name) for name in names]
    return {"got": got, "passengers": dict(flight.passengers), "tickets": tickets}


@check(1, N_("one booking after another sells every seat once, then none"))
def a_flight_sells_every_seat_once(lab: Lab) -> None:
    for seats in ([], some_seats(lab, 1), some_seats(lab, 3)):
        for seen in lab.explore(in_turn, seats, NAMES, schedules=30).values:
            sold = seen["got"][: len(seats)]
            expect(
                all(isinstance(seat, str) for seat in sold) and sorted(sold) == sorted(seats),
                Kind.WRONG_RESULT,
                _(
                    "A flight with the seats {seats}, booked {n} times: the first bookings should "
                    "get these seats, each once, in any order; they got {got}."
                ).format(seats=seats, n=len(NAMES), got=sold),
            )
            late = [None] * (len(NAMES) - len(seats))
            same(seen["got"][len(seats) :], late, _("what book returns when the flight is full"))


@check(1, N_("a sold seat has its passenger, and then one ticket"))
def every_seat_has_its_passenger(lab: Lab) -> None:
    seats = some_seats(lab, 2)
    names = lab.rng.sample(NAMES, 3)
    for seen in lab.explore(in_turn, seats, names, schedules=30).values:
        pairs = zip(names, seen["got"], strict=True)
        booked = [[name, seat] for name, seat in pairs if isinstance(seat, str)]
        board = {seat: name for name, seat in booked}
        same(seen["passengers"], board, _("passengers, after two seats were sold and one refused"))
        tickets = [[name, seat] for name, seat, _at_print in seen["tickets"]]
        same(tickets, booked, _("the tickets that were printed"))
        known = [name for _name, _seat, name in seen["tickets"]]
        same(known, names[:2], _("who was on the seat when its ticket was printed"))


def at_once(answer: Any, seats: list[str], names: list[str]) -> dict[str, Any]:
    """One desk a name, all at the same time: what each passenger got, and who is on board."""
    tickets: list[Any] = []
    flight = answer.Flight(seats, lambda name, seat: tickets.append(seat))
    got = together({f"desk-{name}": partial(flight.book, name) for name in names})
    return {"got": got, "passengers": dict(flight.passengers), "tickets": tickets}


def sold_once(seats: list[str], names: list[str]) -> Demand:
    """No seat has two buyers, and everybody who was sold one is on board with a ticket."""

    def holds(seen: Any) -> bool:
        booked = [(seat, name) for name, seat in zip(names, seen["got"], strict=True) if seat]
        return (
            len(dict(booked)) == len(booked)
            and dict(booked) == seen["passengers"]
            and sorted(seat for seat, _name in booked) == sorted(seen["tickets"])
        )

    return Demand(holds=holds, otherwise=lambda seen: told(seats, names, seen), kind=Kind.RACE)


@check(4, N_("no seat is sold twice, whatever the interleaving"))
def no_seat_is_sold_twice(lab: Lab) -> None:
    seats, names = some_seats(lab, 2), lab.rng.sample(NAMES, 2)
    lab.explore(at_once, seats, names, schedules=300, **sold_once(seats, names))
    # A plane full of passengers and real threads; one round, because an answer may keep the sleep.
    cabin = [f"{row}{letter}" for row in range(1, 11) for letter in "ABC"]
    crowd = [f"passenger {number}" for number in lab.rng.sample(range(100, 1000), 35)]
    lab.stress(at_once, cabin, crowd, rounds=1, deadline=15.0, **sold_once(cabin, crowd))


@check(2, N_("the last seats have one buyer each, and the others get None"))
def the_last_seats_have_one_buyer_each(lab: Lab) -> None:
    seats, names = some_seats(lab, 1), lab.rng.sample(NAMES, 2)
    for free, buyers in ((seats, names), (some_seats(lab, 2), lab.rng.sample(NAMES, 3))):
        one_each = sold_once(free, buyers)
        once = one_each["holds"]
        one_each["holds"] = lambda seen, free=free, once=once: (  # type: ignore[misc]
            once(seen) and sorted(filter(None, seen["got"])) == sorted(free)
        )
        lab.explore(at_once, free, buyers, schedules=200, **one_each)


@check(1, N_("nobody is turned away while a seat is free"))
def nobody_is_turned_away(lab: Lab) -> None:
    seats, names = some_seats(lab, 2), lab.rng.sample(NAMES, 2)
    lab.explore(
        at_once,
        seats,
        names,
        holds=lambda seen: None not in seen["got"],
        otherwise=lambda seen: told(seats, names, seen),
        kind=Kind.RACE,
        schedules=200,
    )


def slow_printer(answer: Any, seats: list[str], names: list[str]) -> dict[str, Any]:
    """Tickets that take ten virtual seconds each: how long it took, how many were printed."""
    printing = Gauge()

    def print_ticket(name: str, seat: str) -> None:
        import time

        with printing:
            time.sleep(10)

    flight = answer.Flight(seats, print_ticket)
    desks = {f"desk-{name}": partial(flight.book, name) for name in names}
    return {"seconds": seconds_of(lambda: together(desks)), "tickets": printing.entered}


@check(2, N_("others can book while a ticket is being printed"))
def others_book_while_a_ticket_is_printed(lab: Lab) -> None:
    seats, names = some_seats(lab, 3), lab.rng.sample(NAMES, 3)
    seen = lab.explore(slow_printer, seats, names, schedules=20)
    quickest = min(one["seconds"] for one in seen.values)
    expect(
        quickest < 15,
        Kind.NOT_CONCURRENT,
        _(
            "Three bookings at three desks, with tickets that take 10 seconds to print, can be "
            "done in 10 seconds; here it took {seconds:g}. Does one desk wait for the printer of "
            "another?"
        ).format(seconds=quickest),
        facts={"virtual_seconds": quickest},
    )


def some_seats(lab: Lab, n: int) -> list[str]:
    """`n` different seats that nobody can know beforehand."""
    return [f"{row}{lab.rng.choice('ABC')}" for row in lab.rng.sample(range(1, 40), n)]


def told(seats: list[str], names: list[str], seen: Any) -> str:
    """What several bookings at once came to, for a reader."""
    none = _("no seat (None)")
    pairs = zip(names, seen["got"], strict=True)
    return _(
        "Free seats: {seats}. The desks sold: {got}. On board: {board}. Tickets printed: {tickets}."
    ).format(
        seats=", ".join(seats),
        got=", ".join(f"{name} {none if seat is None else seat}" for name, seat in pairs),
        board=", ".join(f"{name} {seat}" for seat, name in seen["passengers"].items()) or "-",
        tickets=", ".join(map(str, seen["tickets"])) or "-",
    )
