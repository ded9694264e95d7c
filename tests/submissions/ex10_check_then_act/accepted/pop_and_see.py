# style: no lock: free seats are popped from a list in one step; an empty one raises (EAFP)
class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = list(reversed(seats))
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        try:
            seat = self.free.pop()
        except IndexError:
            return None
        self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
