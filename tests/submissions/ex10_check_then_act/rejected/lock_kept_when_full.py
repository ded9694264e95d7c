# must fail: a_flight_sells_every_seat_once
# kind: deadlock
# why: the way out for a full flight skips the release
import threading


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.free = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        self.lock.acquire()
        if not self.free:
            return None
        seat = self.free.pop()
        self.passengers[seat] = name
        self.lock.release()
        self.print_ticket(name, seat)
        return seat
