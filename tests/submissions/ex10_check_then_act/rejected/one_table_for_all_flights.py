# must fail: a_flight_sells_every_seat_once
# kind: wrong_result
# why: a dict made in the class body is the same one for all flights
import threading


class Flight:
    passengers = {}  # noqa: RUF012
    lock = threading.Lock()

    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket

    def book(self, name):
        with self.lock:
            seat = next((s for s in self.seats if s not in self.passengers), None)
            if seat is None:
                return None
            self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
