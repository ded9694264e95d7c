# style: one lock a place; drive round and try each until one is free
import threading
import time
from itertools import cycle


class Parking:
    def __init__(self, n):
        self.places = [threading.Lock() for _ in range(n)]

    def park(self, car, stay):
        for place in cycle(self.places):
            if place.acquire(blocking=False):
                try:
                    return stay(car)
                finally:
                    place.release()
            time.sleep(1 / 1000)
