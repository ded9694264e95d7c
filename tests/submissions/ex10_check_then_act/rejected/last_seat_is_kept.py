# must fail: a_flight_sells_every_seat_once
# kind: wrong_result
# why: off by one: the last seat is never sold
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        with self.lock:
            if len(self.passengers) >= len(self.seats) - 1:
                return None
            seat = self.seats[len(self.passengers)]
            self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
