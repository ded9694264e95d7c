# must fail: place_comes_back_after_an_exception
# kind: deadlock
# why: after an exception the place is free, but nobody tells those who wait for it
import threading


class Parking:
    def __init__(self, n):
        self.n = n
        self.taken = 0
        self.changed = threading.Condition()

    def park(self, car, stay):
        with self.changed:
            while self.taken >= self.n:
                self.changed.wait()
            self.taken += 1
        try:
            receipt = stay(car)
        except BaseException:
            with self.changed:
                self.taken -= 1
            raise
        with self.changed:
            self.taken -= 1
            self.changed.notify()
        return receipt
