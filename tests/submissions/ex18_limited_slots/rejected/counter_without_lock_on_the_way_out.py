# must fail: n_can_be_parked
# kind: race
# why: cars that leave at the same time lose an update of the counter, and a place with it
import threading
import time


class Parking:
    def __init__(self, n):
        self.free = n
        self.lock = threading.Lock()

    def park(self, car, stay):
        while True:
            with self.lock:
                if self.free > 0:
                    self.free -= 1
                    break
            time.sleep(1 / 1000)
        try:
            return stay(car)
        finally:
            self.free += 1
