# must fail: never_more_than_n
# kind: race
# why: the off-by-one error is gone, but looking and taking are still two steps
import time


class Parking:
    def __init__(self, n):
        self.n = n
        self.taken = 0

    def park(self, car, stay):
        while self.taken >= self.n:
            time.sleep(1 / 1000)
        self.taken += 1
        try:
            return stay(car)
        finally:
            self.taken -= 1
