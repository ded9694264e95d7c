# must fail: place_comes_back_after_an_exception
# kind: deadlock
# why: SystemExit is thought of, and KeyboardInterrupt still takes a place with it
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        self.places.acquire()
        try:
            receipt = stay(car)
        except (Exception, SystemExit):
            self.places.release()
            raise
        self.places.release()
        return receipt
