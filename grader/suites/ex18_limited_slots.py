"""Limited slots: what an answer to ex18 has to keep.

A stay is a short sleep, which may be over at any moment, or it is patient: it lasts until nobody
else can do anything, however long somebody is ready to wait.
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, same
from grader.lab import Lab
from grader.lab.demands import at_most, entry, gives
from grader.lab.scenes import Gauge, linger, together


def in_turn(answer: Any, cars: list[str]) -> dict[str, Any]:
    """One car after another on a single place: who stayed, and what park returned."""
    parking = answer.Parking(1)
    stays: list[Any] = []

    def stay(car: Any) -> str:
        stays.append(car)
        return f"receipt {len(stays)}"

    return {"receipts": [parking.park(car, stay) for car in cars], "stays": stays}


@check(1, N_("a car parks, once, and gets its receipt"))
def one_car_parks(lab: Lab) -> None:
    first, second = cars(lab, 2)
    called = [first, second, first]
    for got in lab.explore(in_turn, called, schedules=20).values:
        same(got["stays"], called, _("the cars with which stay was called"))
        receipts = [f"receipt {number}" for number in (1, 2, 3)]
        same(got["receipts"], receipts, _("what park returned for three cars"))


def visits(parking: Any, names: list[str], patient: bool) -> dict[str, int]:
    """All cars come at the same time: how many were parked at once, and how many have stayed."""
    import time

    places = Gauge()

    def stay(car: str) -> None:
        with places:
            if patient:
                linger()
            else:
                time.sleep(1 / 100)

    def driver(car: str) -> Any:
        return lambda: parking.park(car, stay)

    together({f"car-{place}": driver(car) for place, car in enumerate(names, 1)})
    return {"most": places.most, "stays": places.entered}


def parked(answer: Any, n: int, names: list[str], patient: bool) -> dict[str, int]:
    return visits(answer.Parking(n), names, patient)


@check(3, N_("never more than n cars are parked at once"))
def never_more_than_n(lab: Lab) -> None:
    what = _("Cars parked at the same moment when {cars} come to Parking({n})")
    a, b, c = cars(lab, 3)
    for n, names, patient in (
        (1, [a, b], False),
        (2, [a, a, b], False),
        (1, [a, b, c], False),
        (1, [a, b], True),
    ):
        demand = at_most(n, what.format(n=n, cars=len(names)), Kind.RACE)
        lab.explore(parked, n, names, patient, schedules=120, **entry("most", demand))


@check(2, N_("every car that waits gets in when a place is given back"))
def every_car_gets_in(lab: Lab) -> None:
    what = _("Stays at Parking({n}) when {cars} cars come at the same time")
    for n, number in ((1, 3), (2, 4)):
        demand = gives(number, what.format(n=n, cars=number))
        names = cars(lab, number)
        lab.explore(parked, n, names, False, schedules=100, **entry("stays", demand))
    demand = entry("stays", gives(9, what.format(n=3, cars=9)))
    lab.stress(parked, 3, cars(lab, 9), False, rounds=3, deadline=10.0, **demand)


def fill(answer: Any, n: int, names: list[str], before: int) -> int:
    """How many of `n` cars are parked at once, after `before` others have come and gone."""
    parking = answer.Parking(n)

    def earlier(number: int) -> Any:
        return lambda: parking.park(f"earlier-{number}", lambda car: None)

    together({f"earlier-{number}": earlier(number) for number in range(1, before + 1)})
    return visits(parking, names, True)["most"]


@check(2, N_("n cars can be parked at once, also after others have come and gone"))
def n_can_be_parked(lab: Lab) -> None:
    what = _("Cars parked at once when {cars} come to Parking({n}), all of whose places are free")
    for n, before, kind in ((3, 0, Kind.NOT_CONCURRENT), (2, 2, Kind.RACE)):
        demand = gives(n, what.format(n=n, cars=n), kind)
        lab.explore(fill, n, cars(lab, n), before, schedules=100, **demand)


def after_accidents(answer: Any, n: int, names: list[str]) -> dict[str, Any]:
    """One more accident than there are places, then `n` cars: what came of it."""
    parking = answer.Parking(n)
    ends: list[Any] = []
    for number in range(n + 1):
        error = (LookupError, SystemExit)[number % 2](number)

        def stay(car: str, error: BaseException = error) -> None:
            raise error

        try:
            ends.append(["returned", parking.park("old", stay)])
        except (LookupError, SystemExit) as raised:
            ends.append("its own exception" if raised is error else "another exception")
    return {"ends": ends, "most": visits(parking, names, True)["most"]}


@check(2, N_("an exception of stay reaches the caller, and the place is free again"))
def place_comes_back_after_an_exception(lab: Lab) -> None:
    for n in (1, 2):
        for got in lab.explore(after_accidents, n, cars(lab, n), schedules=100).values:
            what = _("what came of park when stay raises LookupError or SystemExit")
            same(got["ends"], ["its own exception"] * (n + 1), what)
            what = _("cars parked at once on {n} places, after {failed} stays with an exception")
            same(got["most"], n, what.format(n=n, failed=n + 1))


def two_car_parks(answer: Any, names: list[str]) -> int:
    """One car in each of two car parks with a single place: how many are parked at once."""
    parkings = {name: answer.Parking(1) for name in names}

    class Both:
        def park(self, car: str, stay: Any) -> None:
            parkings[car].park(car, stay)

    return visits(Both(), names, True)["most"]


@check(1, N_("two car parks have nothing to do with one another"))
def two_car_parks_are_independent(lab: Lab) -> None:
    demand = gives(2, _("Cars parked at once, one in each of two car parks"), Kind.NOT_CONCURRENT)
    lab.explore(two_car_parks, cars(lab, 2), schedules=100, **demand)


def cars(lab: Lab, n: int) -> list[str]:
    """The names of `n` cars, all different."""
    return [f"{number:04}" for number in lab.rng.sample(range(10_000), n)]
