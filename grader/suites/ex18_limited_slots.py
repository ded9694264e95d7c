"""Limited slots: what an answer to ex18 has to keep.

A stay is a short sleep, which may be over at any moment, or it is patient: it lasts until nobody
else can do anything, however long somebody is ready to wait.
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, same
from grader.lab import Lab
from grader.lab.demands import gives
from grader.lab.scenes import Gauge, together


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


def parked_at_once(answer: Any, n: int, names: list[str], patient: bool) -> dict[str, Any]:
    """All cars come at the same time: how many were parked at once, and how many have stayed."""
    import threading
    import time

    parking = answer.Parking(n)
    places = Gauge()

    def stay(car: str) -> None:
        with places:
            if patient:
                threading.Event().wait(3600)
            else:
                time.sleep(1 / 100)

    def driver(car: str) -> Any:
        return lambda: parking.park(car, stay)

    together({f"car-{place}": driver(car) for place, car in enumerate(names, 1)})
    return {"most": places.most, "stays": places.entered}


def too_many(n: int, names: list[str]) -> dict[str, Any]:
    """The demand that never more than `n` are parked."""
    return {
        "holds": lambda got: got["most"] <= n,
        "otherwise": lambda got: _(
            "Parking({n}) with {cars} cars: {most} were parked at the same moment."
        ).format(n=n, cars=len(names), most=got["most"]),
        "kind": Kind.RACE,
    }


@check(3, N_("never more than n cars are parked at once"))
def never_more_than_n(lab: Lab) -> None:
    a, b, c = cars(lab, 3)
    for n, names in ((1, [a, b]), (2, [a, a, b]), (1, [a, b, c])):
        lab.explore(parked_at_once, n, names, False, schedules=120, **too_many(n, names))
    lab.explore(parked_at_once, 1, [a, b], True, schedules=50, **too_many(1, [a, b]))


@check(2, N_("every car that waits gets in when a place is given back"))
def every_car_gets_in(lab: Lab) -> None:
    for n, number in ((1, 3), (2, 4)):
        names = cars(lab, number)
        lab.explore(parked_at_once, n, names, False, schedules=100, **all_stay(n, names))
    names = cars(lab, 9)
    lab.stress(parked_at_once, 3, names, False, rounds=3, deadline=10.0, **all_stay(3, names))


def all_stay(n: int, names: list[str]) -> dict[str, Any]:
    """The demand that every car has stayed, once."""
    return {
        "holds": lambda got: got["stays"] == len(names),
        "otherwise": lambda got: _(
            "Parking({n}) with {cars} cars, which all come at once: each should stay once, but "
            "the number of stays was {stays}."
        ).format(n=n, cars=len(names), stays=got["stays"]),
        "kind": Kind.RACE,
    }


def meeting(parking: Any, names: list[str]) -> int:
    """All cars come at the same time, and each stays until all are there, or nobody else can come:
    how many were parked at once."""
    import threading

    places = Gauge()
    all_here = threading.Event()

    def stay(car: str) -> None:
        with places:
            if places.now == len(names):
                all_here.set()
            all_here.wait(3600)

    def driver(car: str) -> Any:
        return lambda: parking.park(car, stay)

    together({f"car-{place}": driver(car) for place, car in enumerate(names, 1)})
    return places.most


def fill(answer: Any, n: int, names: list[str], before: int) -> int:
    """How many of `n` cars are parked at once, after `before` others have come and gone."""
    parking = answer.Parking(n)

    def earlier(number: int) -> Any:
        return lambda: parking.park(f"earlier-{number}", lambda car: None)

    together({f"earlier-{number}": earlier(number) for number in range(1, before + 1)})
    return meeting(parking, names)


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
    return {"ends": ends, "most": meeting(parking, names)}


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

    return meeting(Both(), names)


@check(1, N_("two car parks have nothing to do with one another"))
def two_car_parks_are_independent(lab: Lab) -> None:
    demand = gives(2, _("Cars parked at once, one in each of two car parks"), Kind.NOT_CONCURRENT)
    lab.explore(two_car_parks, cars(lab, 2), schedules=100, **demand)


def cars(lab: Lab, n: int) -> list[str]:
    """The names of `n` cars, all different."""
    return [f"{number:04}" for number in lab.rng.sample(range(10_000), n)]
