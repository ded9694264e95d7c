# must fail: never_more_than_n
# kind: race
# why: an event stays set: all who wait go on at once, for a single place
import threading


class Parking:
    def __init__(self, n):
        self.n = n
        self.taken = 0
        self.lock = threading.Lock()
        self.room = threading.Event()
        self.room.set()

    def park(self, car, stay):
        self.room.wait()
        with self.lock:
            self.taken += 1
            if self.taken >= self.n:
                self.room.clear()
        try:
            return stay(car)
        finally:
            with self.lock:
                self.taken -= 1
                self.room.set()
