# style: no lock: every booking draws a number, and the number is the seat; passengers is computed
import itertools


class Flight:
    def __init__(self, seats, print_ticket=print):
        self._seats = tuple(seats)
        self._numbers = itertools.count()
        self._sold = []
        self.print_ticket = print_ticket

    @property
    def passengers(self):
        return dict(self._sold)

    def book(self, name):
        number = next(self._numbers)
        if number >= len(self._seats):
            return None
        seat = self._seats[number]
        self._sold.append((seat, name))
        self.print_ticket(name, seat)
        return seat
