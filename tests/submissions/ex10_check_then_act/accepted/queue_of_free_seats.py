# style: no lock: the free seats wait in a queue, get_nowait takes one of them
import queue


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = queue.Queue()
        for seat in seats:
            self.free.put(seat)
        self.print_ticket = print_ticket
        self.passengers = {}

    def book(self, name):
        try:
            seat = self.free.get(block=False)
        except queue.Empty:
            return None
        self.passengers[seat] = name
        self.print_ticket(name, seat)
        return seat
