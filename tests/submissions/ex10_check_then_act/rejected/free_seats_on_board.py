# must fail: every_seat_has_its_passenger
# kind: wrong_result
# why: passengers holds the free seats as well, with None on them
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.print_ticket = print_ticket
        self.passengers = dict.fromkeys(seats)
        self.lock = threading.Lock()

    def book(self, name):
        with self.lock:
            for seat, passenger in self.passengers.items():
                if passenger is None:
                    self.passengers[seat] = name
                    break
            else:
                return None
        self.print_ticket(name, seat)
        return seat
