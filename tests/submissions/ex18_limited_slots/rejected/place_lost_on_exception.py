# must fail: place_comes_back_after_an_exception
# kind: deadlock
# why: release is skipped when stay raises, and each time a place is lost
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        self.places.acquire()
        receipt = stay(car)
        self.places.release()
        return receipt
