# must fail: every_seat_has_its_passenger
# kind: wrong_result
# why: a ticket is printed for everybody, also for who got no seat
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        with self.lock:
            seat = self.free.pop() if self.free else None
            if seat:
                self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
