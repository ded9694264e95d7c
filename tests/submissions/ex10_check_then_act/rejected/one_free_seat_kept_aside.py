# must fail: the_last_seats_have_one_buyer_each
# kind: race
# why: the lock is only taken while several seats are free; the last one is sold without it
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        if len(self.seats) - len(self.passengers) > 1:
            with self.lock:
                return self._sell(name)
        return self._sell(name)

    def _sell(self, name):
        for seat in self.seats:
            if seat not in self.passengers:
                self.passengers[seat] = name
                self.print_ticket(name, seat)
                return seat
        return None
