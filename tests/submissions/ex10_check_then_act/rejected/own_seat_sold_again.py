# must fail: a_flight_sells_every_seat_once
# kind: wrong_result
# why: who books a second time finds the own name on the first seat, and gets that seat again
class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        for seat in self.seats:
            if self.passengers.setdefault(seat, name) == name:
                self.print_ticket(name, seat)
                return seat
        return None
