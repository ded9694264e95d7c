# style: a wait with a time limit, in a loop that asks again; a list of the cars that are parked
import threading


class Parking:
    def __init__(self, n):
        self.n = n
        self.parked = []
        self.lock = threading.RLock()
        self.left = threading.Condition(self.lock)

    def has_room(self):
        with self.lock:
            return len(self.parked) < self.n

    def park(self, car, stay):
        with self.lock:
            while not self.left.wait_for(self.has_room, timeout=1):
                pass
            self.parked.append(car)
        try:
            return stay(car)
        finally:
            with self.lock:
                self.parked.remove(car)
                self.left.notify_all()
