# style: try the lock, sleep a little, try again; whoever is late waits in turns
import threading
import time


class Flight:
    def __init__(self, seats, print_ticket=print):
        self.seats = list(seats)
        self.print_ticket = print_ticket
        self.passengers = {}
        self.lock = threading.Lock()

    def book(self, name):
        while not self.lock.acquire(blocking=False):
            time.sleep(1 / 1000)
        try:
            left = set(self.seats) - set(self.passengers)
            if not left:
                return None
            seat = left.pop()
            self.passengers[seat] = name
        finally:
            self.lock.release()
        self.print_ticket(name, seat)
        return seat
