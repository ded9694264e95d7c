# must fail: the_last_seats_have_one_buyer_each
# kind: race
# why: pop is one step, but the check before it is another: the last seat may be gone (IndexError)
class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        if not self.free:
            return None
        seat = self.free.pop()
        self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
