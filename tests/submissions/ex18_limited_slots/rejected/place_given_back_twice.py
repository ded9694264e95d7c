# must fail: never_more_than_n
# kind: race
# why: one release in the block and one in finally: every stay makes a place that is not there
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        self.places.acquire()
        try:
            receipt = stay(car)
            self.places.release()
            return receipt
        finally:
            self.places.release()
