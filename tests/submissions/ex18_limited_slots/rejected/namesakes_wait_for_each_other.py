# must fail: n_can_be_parked
# kind: not_concurrent
# why: a lock for each name: of two cars with one name only one can park
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)
        self.names = {}

    def park(self, car, stay):
        with self.names.setdefault(car, threading.Lock()), self.places:
            return stay(car)
