# must fail: one_car_parks
# kind: wrong_result
# why: what stay returns is dropped
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        with self.places:
            stay(car)
