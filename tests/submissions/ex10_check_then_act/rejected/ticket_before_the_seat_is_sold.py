# must fail: every_seat_has_its_passenger
# kind: wrong_result
# why: the ticket is printed first, and the seat written down afterwards
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        with self.lock:
            if not self.free:
                return None
            seat = self.free.pop()
        self.print_ticket(name, seat)
        self.passengers[seat] = name
        return seat
