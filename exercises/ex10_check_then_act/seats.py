"""An airline sells the seats of a flight at several desks at once.

Run this file to see what goes wrong:

    python exercises/ex10_check_then_act/seats.py
"""

import time
from concurrent.futures import ThreadPoolExecutor


def print_on_paper(name, seat):
    print(f"Ticket: {name} sits on {seat}.")


class Flight:
    """A flight whose seats may be booked by several threads at the same time.

    seats: the names of the seats, a list of different texts, perhaps empty.
    print_ticket: a function of a passenger's name and a seat; it may be slow.
    passengers: a dict of the seats that are sold, with the name of the passenger on each; readable
        as an attribute.
    """

    def __init__(self, seats, print_ticket=print_on_paper):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        """Sell one free seat to `name` and return it; return None when the flight is full.

        No seat is ever sold twice, and nobody is turned away while a seat is free. Calls
        self.print_ticket once for each seat that is sold, when it stands in `passengers`; other
        bookings can go on while a ticket is being printed.
        """
        for seat in self.seats:
            if seat not in self.passengers:
                time.sleep(10 / 1000)
                self.passengers[seat] = name
                self.print_ticket(name, seat)
                return seat
        return None


def main():
    flight = Flight(["1A", "1B", "1C"])
    print("A flight with three free seats, and three passengers at three desks.")

    with ThreadPoolExecutor(max_workers=3) as executor:
        works = [executor.submit(flight.book, name) for name in ["Kim", "Lee", "Park"]]
    for work in works:
        work.result()

    board = [f"{name} on {seat}" for seat, name in sorted(flight.passengers.items())]
    print(f"On board: {', '.join(board)}.")
    if len(flight.passengers) < 3:
        print(f"Tickets sold: 3, seats taken: {len(flight.passengers)}.")


if __name__ == "__main__":
    main()
