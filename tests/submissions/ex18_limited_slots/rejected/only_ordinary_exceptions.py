# must fail: place_comes_back_after_an_exception
# kind: deadlock
# why: SystemExit and KeyboardInterrupt are no Exception, so they still take a place with them
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        self.places.acquire()
        try:
            receipt = stay(car)
        except Exception:
            self.places.release()
            raise
        self.places.release()
        return receipt
