# must fail: a_flight_sells_every_seat_once
# kind: exception
# why: a full flight gives None, not an exception
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        with self.lock:
            seat = self.free.pop(0)
            self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
