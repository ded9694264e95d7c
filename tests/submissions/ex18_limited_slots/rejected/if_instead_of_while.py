# must fail: never_more_than_n
# kind: race
# why: between the notification and the lock another car can take the place
import threading


class Parking:
    def __init__(self, n):
        self.free = n
        self.changed = threading.Condition()

    def park(self, car, stay):
        with self.changed:
            if self.free <= 0:
                self.changed.wait()
            self.free -= 1
        try:
            return stay(car)
        finally:
            with self.changed:
                self.free += 1
                self.changed.notify()
