# must fail: every_car_gets_in
# kind: race
# why: when it was full, all have to leave before the next one gets in
import threading


class Parking:
    def __init__(self, n):
        self.n = n
        self.taken = 0
        self.full = False
        self.changed = threading.Condition()

    def park(self, car, stay):
        with self.changed:
            self.changed.wait_for(lambda: not self.full)
            self.taken += 1
            self.full = self.taken == self.n
        try:
            return stay(car)
        finally:
            with self.changed:
                self.taken -= 1
                if self.taken == 0:
                    self.full = False
                    self.changed.notify_all()
