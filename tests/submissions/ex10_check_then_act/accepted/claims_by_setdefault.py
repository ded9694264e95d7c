# style: no lock: each booking claims with an object of its own; setdefault keeps the first
class Flight:
    """Claims by dict.setdefault, a single step: the first ticket that is put there stays there."""

    def __init__(self, seats, print_ticket=print):
        self.seats = tuple(seats)
        self.print_ticket = print_ticket
        self.claims = {}
        self.passengers = {}

    def book(self, name):
        claim = object()
        for seat in self.seats:
            if self.claims.setdefault(seat, claim) is claim:
                self.passengers[seat] = name
                self.print_ticket(name, seat)
                return seat
        return None
