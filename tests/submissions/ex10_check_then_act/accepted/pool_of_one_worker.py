# style: no lock: a pool of one thread sells for all desks, one order at a time
from concurrent.futures import ThreadPoolExecutor


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.office = ThreadPoolExecutor(max_workers=1)

    def book(self, name):
        seat = self.office.submit(self._sell, name).result()
        if seat is not None:
            self.print_ticket(name, seat)
        return seat

    def _sell(self, name):
        for seat in self.seats:
            if seat not in self.passengers:
                self.passengers[seat] = name
                return seat
        return None
