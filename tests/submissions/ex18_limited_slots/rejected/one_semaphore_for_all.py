# must fail: two_car_parks_are_independent
# kind: not_concurrent
# why: the semaphore belongs to the module: all car parks share the places of the latest
import threading

places = None


class Parking:
    def __init__(self, n):
        global places
        places = threading.Semaphore(n)

    def park(self, car, stay):
        with places:
            return stay(car)
