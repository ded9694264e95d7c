# style: no lock: setdefault checks and acts in one step, and whoever comes second sees it
class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self._bookings = {}

    def book(self, name):
        mine = object()
        for seat in self.seats:
            if self._bookings.setdefault(seat, mine) is mine:
                self.passengers[seat] = name
                self.print_ticket(name, seat)
                return seat
        return None
