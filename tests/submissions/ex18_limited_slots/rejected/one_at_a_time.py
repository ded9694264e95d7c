# must fail: n_can_be_parked
# kind: not_concurrent
# why: a lock lets in one car, however many places there are
import threading


class Parking:
    def __init__(self, n):
        self.lock = threading.Lock()

    def park(self, car, stay):
        with self.lock:
            return stay(car)
