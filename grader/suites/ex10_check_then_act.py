"""Check, then act: what an answer to ex10 has to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import Demand
from grader.lab.scenes import Gauge, seconds_of, together

NAMES = ["Kim", "Lee", "Park", "Choi"]
TWICE = ["Kim", "Kim", "Lee", "Kim"]
"""Somebody books several seats."""


def in_turn(answer: Any, seats: list[str], names: list[str]) -> dict[str, Any]:
    """One booking after another: what each got, who is on board, and what stood in `passengers`
    at first, when each ticket was printed, and after each booking."""
    tickets: list[Any] = []

    def print_ticket(name: str, seat: str) -> None:
        tickets.append([name, seat, flight.passengers.get(seat)])

    flight = answer.Flight(seats, print_ticket)
    answer.Flight(seats, lambda name, seat: None).book("Han")  # has nothing to do with this one
    boards = [dict(flight.passengers)]
    got = []
    for name in names:
        got.append(flight.book(name))
        boards.append(dict(flight.passengers))
    return {"got": got, "boards": boards, "tickets": tickets}


@check(1, N_("one booking after another sells every seat once, then none"))
def a_flight_sells_every_seat_once(lab: Lab) -> None:
    for seats in ([], some_seats(lab, 1), some_seats(lab, 3)):
        for seen in lab.explore(in_turn, seats, TWICE, schedules=30).values:
            sold = seen["got"][: len(seats)]
            expect(
                all(isinstance(seat, str) for seat in sold) and sorted(sold) == sorted(seats),
                Kind.WRONG_RESULT,
                _(
                    "A flight with the seats {seats}, booked {n} times: the first bookings should "
                    "get these seats, each once, in any order; they got {got}."
                ).format(seats=seats, n=len(TWICE), got=sold),
            )
            late = [None] * (len(TWICE) - len(seats))
            same(seen["got"][len(seats) :], late, _("what book returns when the flight is full"))


@check(1, N_("a sold seat has its passenger, and then one ticket"))
def every_seat_has_its_passenger(lab: Lab) -> None:
    seats = some_seats(lab, 2)
    names = lab.rng.sample(NAMES, 3)
    for seen in lab.explore(in_turn, seats, names, schedules=30).values:
        pairs = zip(names, seen["got"], strict=True)
        booked = [[name, seat] for name, seat in pairs if isinstance(seat, str)]
        boards = [{seat: name for name, seat in booked[:n]} for n in (0, 1, 2, 2)]
        same(seen["boards"], boards, _("passengers, at first and after each of three bookings"))
        tickets = [[name, seat] for name, seat, _at_print in seen["tickets"]]
        same(tickets, booked, _("the tickets that were printed"))
        known = [name for _name, _seat, name in seen["tickets"]]
        same(known, names[:2], _("who was on the seat when its ticket was printed"))
    shown = lab.run(on_the_screen, seats[0], names[0], deadline=30.0).stdout
    expect(
        names[0] in shown and seats[0] in shown,
        Kind.WRONG_RESULT,
        _("print_ticket was left out, and no ticket with name and seat was on the screen."),
    )


def on_the_screen(answer: Any, seat: str, name: str) -> None:
    """One booking of a flight without a printer."""
    answer.Flight([seat]).book(name)


def at_once(answer: Any, seats: list[str], names: list[str]) -> dict[str, Any]:
    """One desk a booking, all at the same time: what each passenger got, and who is on board."""
    tickets: list[Any] = []
    flight = answer.Flight(seats, lambda name, seat: tickets.append(seat))
    got = together({f"desk-{n}": partial(flight.book, name) for n, name in enumerate(names, 1)})
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
    twice = [names[0], names[0]]
    lab.explore(at_once, seats, twice, schedules=100, **sold_once(seats, twice))


def sold_out(seats: list[str], names: list[str]) -> Demand:
    """More buyers than seats, of which each has one buyer."""
    once = sold_once(seats, names)
    holds = once["holds"]
    once["holds"] = lambda seen: holds(seen) and sorted(filter(None, seen["got"])) == sorted(seats)
    return once


@check(2, N_("the last seats have one buyer each, and the others get None"))
def the_last_seats_have_one_buyer_each(lab: Lab) -> None:
    seats, names = some_seats(lab, 1), lab.rng.sample(NAMES, 2)
    for free, buyers in ((seats, names), (some_seats(lab, 2), lab.rng.sample(NAMES, 3))):
        lab.explore(at_once, free, buyers, schedules=200, **sold_out(free, buyers))
    # A plane full of passengers and real threads; one round, because an answer may keep the sleep.
    cabin = [f"{row}{letter}" for row in range(1, 11) for letter in "ABC"]
    crowd = [f"passenger {number}" for number in lab.rng.sample(range(100, 1000), 35)]
    lab.stress(at_once, cabin, crowd, rounds=1, deadline=15.0, **sold_out(cabin, crowd))


@check(1, N_("nobody is turned away while a seat is free"))
def nobody_is_turned_away(lab: Lab) -> None:
    # Many desks: who gives up after some time has to wait longer than that for all the others.
    for n, schedules in ((2, 200), (20, 5)):
        seats = some_seats(lab, n)
        names = [f"Kim {number}" for number in range(n)]
        lab.explore(
            at_once,
            seats,
            names,
            holds=lambda seen: None not in seen["got"],
            otherwise=partial(told, seats, names),
            kind=Kind.RACE,
            schedules=schedules,
        )


def slow_printer(answer: Any, seats: list[str], names: list[str]) -> dict[str, Any]:
    """Tickets that take ten virtual seconds each: how long it took, how many were printed."""
    printing = Gauge()

    def print_ticket(name: str, seat: str) -> None:
        import time

        with printing:
            time.sleep(10)

    flight = answer.Flight(seats, print_ticket)
    desks = {f"desk-{n}": partial(flight.book, name) for n, name in enumerate(names, 1)}
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
