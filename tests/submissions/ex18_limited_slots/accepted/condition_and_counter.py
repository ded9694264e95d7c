# style: a counter under a Condition; the wait is a loop, notify wakes one
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
            receipt = stay(car)
        finally:
            with self.changed:
                self.free += 1
                self.changed.notify()
        return receipt
