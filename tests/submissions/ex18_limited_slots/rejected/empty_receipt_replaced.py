# must fail: one_car_parks
# kind: wrong_result
# why: a receipt that counts as false is taken for none
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        with self.places:
            return stay(car) or f"receipt for {car}"
