# must fail: every_car_gets_in
# kind: race
# why: the receipt lies about in the car park: the next car's may take its place
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        with self.places:
            self.receipt = stay(car)
        return self.receipt
