# must fail: one_car_parks
# kind: deadlock
# why: the counter stops one place early: with a single place nobody ever gets in
import threading


class Parking:
    def __init__(self, n):
        self.n = n
        self.taken = 0
        self.changed = threading.Condition()

    def park(self, car, stay):
        with self.changed:
            while self.taken >= self.n - 1:
                self.changed.wait()
            self.taken += 1
        try:
            return stay(car)
        finally:
            with self.changed:
                self.taken -= 1
                self.changed.notify()
