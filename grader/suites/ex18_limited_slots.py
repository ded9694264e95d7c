"""Limited slots: what an answer to ex18 has to keep.

A stay is a short sleep, which may be over at any moment, or it is patient: it lasts until nobody
else can do anything, however long somebody is ready to wait.
"""

from __future__ import annotations

from typing import Any

from grader.check import N_, Kind, _, check, expect, same
from grader.lab import Lab
from grader.lab.demands import at_most, entry, gives
from grader.lab.scenes import Gauge, linger, together


def in_turn(answer: Any, cars: list[str], receipts: list[Any]) -> dict[str, Any]:
    """One car after another on a single place: who stayed, and what park returned."""
    parking = answer.Parking(1)
    stays: list[Any] = []

    def stay(car: Any) -> Any:
        stays.append(car)
        return receipts[len(stays) - 1]

    return {"receipts": [parking.park(car, stay) for car in cars], "stays": stays}


@check(1, N_("a car parks, once, and gets its receipt"))
def one_car_parks(lab: Lab) -> None:
    first, second = cars(lab, 2)
    called, receipts = [first, second, first], [f"receipt {lab.rng.randrange(1000)}", None, 0]
    for got in lab.explore(in_turn, called, receipts, schedules=20).values:
        same(got["stays"], called, _("the cars with which stay was called"))
        same(got["receipts"], receipts, _("what park returned for three cars"))


def visits(parking: Any, names: list[str], patient: int) -> dict[str, Any]:
    """All cars come at the same time, and the first `patient` ones are patient: how many were
    parked at once, how many have stayed, the most that had come in when a patient one left, and
    whether each driver got the receipt of his own stay."""
    import time

    places, met = Gauge(), [0]

    def driver(number: int, car: str) -> Any:
        def stay(car: str) -> int:
            with places:
                if number <= patient:
                    linger()
                    met.append(places.entered)
                else:
                    time.sleep(1 / 100)
            return number

        return lambda: parking.park(car, stay) == number

    own = together({f"car-{place}": driver(place, car) for place, car in enumerate(names, 1)})
    return {"most": places.most, "stays": places.entered, "met": max(met), "own": all(own)}


def parked(answer: Any, n: int, names: list[str], patient: int) -> dict[str, Any]:
    return visits(answer.Parking(n), names, patient)


@check(3, N_("never more than n cars are parked at once"))
def never_more_than_n(lab: Lab) -> None:
    what = _("Cars parked at the same moment when {cars} come to Parking({n})")
    a, b, c = cars(lab, 3)
    for n, names, patient in (
        (1, [a, b], 0),
        (2, [a, a, b], 0),
        (1, [a, b, c], 0),
        (1, [a, b], 2),
    ):
        demand = at_most(n, what.format(n=n, cars=len(names)), Kind.RACE)
        lab.explore(parked, n, names, patient, schedules=120, **entry("most", demand))


@check(2, N_("every car that waits gets in when a place is given back"))
def every_car_gets_in(lab: Lab) -> None:
    what = _("Stays at Parking({n}) when {cars} cars come at the same time")
    for n, number in ((1, 3), (2, 4)):
        demand = gives(number, what.format(n=n, cars=number))
        names = cars(lab, number)
        for got in lab.explore(parked, n, names, 0, schedules=100, **entry("stays", demand)).values:
            sentence = _("Several cars came at once, and park did not return what stay returned.")
            expect(got["own"], Kind.RACE, sentence)
    demand = entry("stays", gives(9, what.format(n=3, cars=9)))
    lab.stress(parked, 3, cars(lab, 9), 0, rounds=3, deadline=10.0, **demand)
    what = _("Cars that got in at Parking(2) before the first one left, which stays for long")
    lab.explore(parked, 2, cars(lab, 3), 1, schedules=50, **entry("met", gives(3, what)))


def fill(answer: Any, n: int, names: list[str], before: int) -> int:
    """How many of `n` cars are parked at once, after `before` others have come and gone."""
    parking = answer.Parking(n)

    def earlier(number: int) -> Any:
        return lambda: parking.park(f"earlier-{number}", lambda car: None)

    together({f"earlier-{number}": earlier(number) for number in range(1, before + 1)})
    return int(visits(parking, names, n)["most"])


@check(2, N_("n cars can be parked at once, also after others have come and gone"))
def n_can_be_parked(lab: Lab) -> None:
    what = _("Cars parked at once when {cars} come to Parking({n}), all of whose places are free")
    [a, b], many = cars(lab, 2), lab.rng.randrange(41, 50)
    for names, before, kind, schedules in (
        ([a, b, b], 0, Kind.NOT_CONCURRENT, 100),
        ([a, b], 2, Kind.RACE, 100),
        (cars(lab, many), 0, Kind.NOT_CONCURRENT, 1),
    ):
        n = len(names)
        demand = gives(n, what.format(n=n, cars=n), kind)
        lab.explore(fill, n, names, before, schedules=schedules, **demand)


def after_accidents(answer: Any, n: int, names: list[str]) -> dict[str, Any]:
    """Four accidents at the same time, and `n` cars afterwards: what came of it."""
    import time

    class Crash(BaseException):
        pass

    parking = answer.Parking(n)

    def accident(error: BaseException) -> Any:
        def stay(car: str) -> None:
            time.sleep(1 / 100)
            raise error

        def drive() -> Any:
            try:
                return ["returned", parking.park("old", stay)]
            except (LookupError, SystemExit, KeyboardInterrupt, Crash) as raised:
                return "its own exception" if raised is error else "another exception"

        return drive

    errors = LookupError(), SystemExit(1), KeyboardInterrupt(), Crash()
    ends = together({f"old-{number}": accident(error) for number, error in enumerate(errors)})
    return {"ends": ends, "most": visits(parking, names, n)["most"]}


@check(2, N_("an exception of stay reaches the caller, and the place is free again"))
def place_comes_back_after_an_exception(lab: Lab) -> None:
    for n in (1, 2):
        for got in lab.explore(after_accidents, n, cars(lab, n), schedules=60).values:
            what = _("what came of park when stay raises an exception, for four kinds of them")
            same(got["ends"], ["its own exception"] * 4, what)
            what = _("cars parked at once on {n} places, after {failed} stays with an exception")
            same(got["most"], n, what.format(n=n, failed=4))


def two_car_parks(answer: Any, names: list[str]) -> int:
    """One car in each of two car parks with a single place: how many are parked at once."""
    parkings = {name: answer.Parking(1) for name in names}

    class Both:
        def park(self, car: str, stay: Any) -> None:
            parkings[car].park(car, stay)

    return int(visits(Both(), names, len(names))["most"])


@check(1, N_("two car parks have nothing to do with one another"))
def two_car_parks_are_independent(lab: Lab) -> None:
    demand = gives(2, _("Cars parked at once, one in each of two car parks"), Kind.NOT_CONCURRENT)
    lab.explore(two_car_parks, cars(lab, 2), schedules=100, **demand)


def cars(lab: Lab, n: int) -> list[str]:
    """The names of `n` cars, all different."""
    return [f"{number:04}" for number in lab.rng.sample(range(10_000), n)]
