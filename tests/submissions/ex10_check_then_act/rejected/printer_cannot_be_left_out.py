# must fail: every_seat_has_its_passenger
# kind: exception
# why: print_ticket has no default
import threading


class Flight:
    def __init__(self, seats, print_ticket):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        with self.lock:
            seat = next((seat for seat in self.seats if seat not in self.passengers), None)
            if seat is None:
                return None
            self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
