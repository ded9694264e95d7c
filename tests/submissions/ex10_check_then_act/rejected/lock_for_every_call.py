# must fail: no_seat_is_sold_twice, the_last_seats_have_one_buyer_each
# kind: race
# why: every call makes a lock of its own, so nobody excludes anybody
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        lock = threading.Lock()
        with lock:
            seat = next((s for s in self.seats if s not in self.passengers), None)
            if seat is not None:
                self.passengers[seat] = name
        if seat is not None:
            self.print_ticket(name, seat)
        return seat
