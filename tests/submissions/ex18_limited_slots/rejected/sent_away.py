# must fail: every_car_gets_in
# kind: race
# why: a car that finds no place drives on instead of waiting
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        if not self.places.acquire(blocking=False):
            return None
        try:
            return stay(car)
        finally:
            self.places.release()
