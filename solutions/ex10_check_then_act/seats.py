"""An airline sells the seats of a flight at several desks at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock


def print_on_paper(name, seat):
    print(f"Ticket: {name} sits on {seat}.")


class Flight:
    """A flight whose seats may be booked by several threads at the same time."""

    def __init__(self, seats, print_ticket=print_on_paper):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        # One lock for each flight: it protects `passengers` of this flight and nothing else.
        self._lock = Lock()

    def book(self, name):
        """Sell one free seat to `name` and return it; return None when the flight is full."""
        seat = self._take_a_seat(name)
        # The seat is sold, and nobody can take it away. Printing may be slow and needs nothing that
        # is shared, so it is done when the lock has been released.
        if seat is not None:
            self.print_ticket(name, seat)
        return seat

    def _take_a_seat(self, name):
        # Check and act in the same critical section. What is found out here stays true until the
        # seat is written down, because nobody else can write as long as the lock is held.
        with self._lock:
            for seat in self.seats:
                if seat not in self.passengers:
                    self.passengers[seat] = name
                    return seat  # a return leaves the with block too, and releases the lock
            return None


def main():
    flight = Flight(["1A", "1B", "1C"])
    with ThreadPoolExecutor(max_workers=3) as executor:
        list(executor.map(flight.book, ["Kim", "Lee", "Park"]))
    board = [f"{name} on {seat}" for seat, name in sorted(flight.passengers.items())]
    print(f"On board: {', '.join(board)}.")


if __name__ == "__main__":
    main()
