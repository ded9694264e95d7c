# style: first come, first served: a place is handed over to the first in a line of Events
import threading
from collections import deque


class Parking:
    def __init__(self, n):
        self.lock = threading.Lock()
        self.free = n
        self.line = deque()

    def park(self, car, stay):
        self._take()
        try:
            return stay(car)
        finally:
            self._give_back()

    def _take(self):
        with self.lock:
            if self.free > 0:
                self.free -= 1
                return
            ticket = threading.Event()
            self.line.append(ticket)
        ticket.wait()

    def _give_back(self):
        with self.lock:
            if self.line:
                self.line.popleft().set()
            else:
                self.free += 1
