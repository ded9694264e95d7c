# must fail: every_seat_has_its_passenger
# kind: wrong_result
# why: who leaves print_ticket out gets no ticket on the screen
import threading


class Flight:
    def __init__(self, seats, print_ticket=lambda name, seat: None):
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
