# must fail: no_seat_is_sold_twice, the_last_seats_have_one_buyer_each
# kind: race
# why: each half is protected, but the lock is released between them
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def is_free(self, seat):
        with self.lock:
            return seat not in self.passengers

    def take(self, seat, name):
        with self.lock:
            self.passengers[seat] = name

    def book(self, name):
        for seat in self.seats:
            if self.is_free(seat):
                self.take(seat, name)
                self.print_ticket(name, seat)
                return seat
        return None
