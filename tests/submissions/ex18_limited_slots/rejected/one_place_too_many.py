# must fail: never_more_than_n
# kind: race
# why: the semaphore has one permit more than there are places
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n + 1)

    def park(self, car, stay):
        with self.places:
            return stay(car)
