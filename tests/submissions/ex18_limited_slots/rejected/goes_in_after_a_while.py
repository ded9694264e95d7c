# must fail: never_more_than_n
# kind: wrong_result
# why: acquire says False when time is up, and nobody looks at it; release then makes a place
import threading


class Parking:
    def __init__(self, n):
        self.places = threading.Semaphore(n)

    def park(self, car, stay):
        self.places.acquire(timeout=60)
        try:
            return stay(car)
        finally:
            self.places.release()
