# must fail: every_car_gets_in
# kind: deadlock
# why: two cars leave before the first one told comes to look: the second place is told to nobody
import threading


class Parking:
    def __init__(self, n):
        self.n = n
        self.taken = 0
        self.changed = threading.Condition()

    def park(self, car, stay):
        with self.changed:
            while self.taken == self.n:
                self.changed.wait()
            self.taken += 1
        try:
            return stay(car)
        finally:
            with self.changed:
                if self.taken == self.n:
                    self.changed.notify()
                self.taken -= 1
