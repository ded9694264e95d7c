# must fail: n_can_be_parked
# kind: not_concurrent
# why: the condition is held during the stay, so nobody else can even come and look
import threading


class Parking:
    def __init__(self, n):
        self.free = n
        self.changed = threading.Condition()

    def park(self, car, stay):
        with self.changed:
            while self.free == 0:
                self.changed.wait()
            self.free -= 1
            try:
                return stay(car)
            finally:
                self.free += 1
                self.changed.notify()
