# must fail: no_seat_is_sold_twice
# kind: race
# why: two desks that book for the same passenger both find the right name on the seat
class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        for seat in self.seats:
            if seat not in self.passengers and self.passengers.setdefault(seat, name) == name:
                self.print_ticket(name, seat)
                return seat
        return None
