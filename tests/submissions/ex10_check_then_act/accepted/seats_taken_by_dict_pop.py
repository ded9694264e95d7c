# style: no lock: a dict of free seats; pop with a default takes each of them at most once
class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = tuple(seats)
        self.print_ticket = print_ticket
        self.free = dict.fromkeys(seats, True)
        self.passengers = dict()

    def book(self, name):
        for seat in self.seats:
            if self.free.pop(seat, False):
                self.passengers.update({seat: name})
                self.print_ticket(name, seat)
                return seat
