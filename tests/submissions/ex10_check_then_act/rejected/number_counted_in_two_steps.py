# must fail: no_seat_is_sold_twice, the_last_seats_have_one_buyer_each
# kind: race
# why: drawing a number by hand is a read and a write: two desks draw the same one
class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.next = 0

    def book(self, name):
        number = self.next
        self.next += 1
        if number >= len(self.seats):
            return None
        seat = self.seats[number]
        self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
