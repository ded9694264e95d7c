# must fail: never_more_than_n
# kind: race
# why: a new semaphore for every call has all its places free
import threading


class Parking:
    def __init__(self, n):
        self.n = n

    def park(self, car, stay):
        with threading.Semaphore(self.n):
            return stay(car)
