# must fail: no_seat_is_sold_twice, the_last_seats_have_one_buyer_each
# kind: race
# why: a flag instead of a lock is a check-then-act itself
import time


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.busy = False

    def book(self, name):
        while self.busy:
            time.sleep(1 / 1000)
        self.busy = True
        seat = next((s for s in self.seats if s not in self.passengers), None)
        if seat is not None:
            self.passengers[seat] = name
        self.busy = False
        if seat is not None:
            self.print_ticket(name, seat)
        return seat
