# must fail: the_last_seats_have_one_buyer_each
# kind: deadlock
# why: empty() is a check and get() an act: who comes second to the last seat waits for ever
import queue


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = queue.Queue()
        for seat in seats:
            self.free.put(seat)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        if self.free.empty():
            return None
        seat = self.free.get()
        self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
