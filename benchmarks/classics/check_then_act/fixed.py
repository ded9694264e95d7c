"""Two people book the last seat: finding it free and taking it are one critical section."""

import threading

SEAT = "12A"


class Flight:
    def __init__(self) -> None:
        self.passengers: dict[str, str] = {}
        self.tickets: list[str] = []
        self.lock = threading.Lock()

    def book(self, name: str) -> None:
        with self.lock:
            if SEAT not in self.passengers:
                self.passengers[SEAT] = name
                self.tickets.append(name)


def book_for_ada(flight: Flight) -> None:
    flight.book("Ada")


def book_for_bob(flight: Flight) -> None:
    flight.book("Bob")


setup = Flight
WORKERS = [book_for_ada, book_for_bob]


def invariant(flight: Flight) -> bool:
    return len(flight.tickets) == 1


def main() -> None:
    flight = setup()
    threads = [threading.Thread(target=f, args=(flight,), name=f.__name__) for f in WORKERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(flight), f"seat {SEAT} was sold to {flight.tickets}"


if __name__ == "__main__":
    main()
