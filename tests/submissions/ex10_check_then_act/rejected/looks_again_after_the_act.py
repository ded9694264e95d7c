# must fail: no_seat_is_sold_twice, the_last_seats_have_one_buyer_each
# kind: race
# why: writes, waits and looks whether its name still stands there: another may write after that
import time


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        for seat in self.seats:
            if seat not in self.passengers:
                self.passengers[seat] = name
                time.sleep(10 / 1000)
                if self.passengers[seat] == name:
                    self.print_ticket(name, seat)
                    return seat
        return None
