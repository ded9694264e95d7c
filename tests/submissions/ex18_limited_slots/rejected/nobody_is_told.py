# must fail: every_car_gets_in
# kind: deadlock
# why: the place is free again, but nobody notifies those who wait for it
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
            with self.changed:
                self.free += 1
