# must fail: the_last_seats_have_one_buyer_each
# kind: race
# why: a seat picked at random is rarely picked twice, and the last one always is
import random


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        free = [seat for seat in self.seats if seat not in self.passengers]
        if not free:
            return None
        seat = random.choice(free)
        self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
