# must fail: never_more_than_n
# kind: race
# why: two cars with the same name count as one
import threading


class Parking:
    def __init__(self, n):
        self.n = n
        self.parked = set()
        self.changed = threading.Condition()

    def park(self, car, stay):
        with self.changed:
            self.changed.wait_for(lambda: len(self.parked) < self.n)
            self.parked.add(car)
        try:
            return stay(car)
        finally:
            with self.changed:
                self.parked.discard(car)
                self.changed.notify()
