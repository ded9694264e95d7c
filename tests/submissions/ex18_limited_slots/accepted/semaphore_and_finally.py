# style: a Semaphore, acquired and released by hand in try and finally
from threading import Semaphore


class Parking:
    def __init__(self, n):
        self.free = Semaphore(n)

    def park(self, car, stay):
        self.free.acquire()
        try:
            return stay(car)
        finally:
            self.free.release()
