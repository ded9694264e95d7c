# style: a cheap check without the lock, and the one that counts with it; an RLock
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.RLock()

    def is_free(self, seat):
        with self.lock:
            return seat not in self.passengers

    def book(self, name):
        for seat in self.seats:
            if self.is_free(seat):
                with self.lock:
                    if not self.is_free(seat):
                        continue
                    self.passengers[seat] = name
                self.print_ticket(name, seat)
                return seat
        return None
