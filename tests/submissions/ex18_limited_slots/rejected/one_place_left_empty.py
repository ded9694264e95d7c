# must fail: n_can_be_parked
# kind: not_concurrent
# why: the count of places begins at 1, so the last place of a larger car park stays empty
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(max(1, n - 1))

    def park(self, car, stay):
        with self.places:
            return stay(car)
