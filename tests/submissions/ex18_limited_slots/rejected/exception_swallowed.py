# must fail: place_comes_back_after_an_exception
# kind: wrong_result
# why: return in finally swallows the exception: the driver never hears of the accident
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        receipt = None
        self.places.acquire()
        try:
            receipt = stay(car)
        finally:
            self.places.release()
            return receipt
