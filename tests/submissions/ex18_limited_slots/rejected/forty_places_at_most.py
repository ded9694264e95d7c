# must fail: n_can_be_parked
# kind: not_concurrent
# why: no more than forty places, however many there should be
from concurrent.futures import ThreadPoolExecutor


class Parking:
    def __init__(self, n):
        self.attendants = ThreadPoolExecutor(max_workers=min(n, 40))

    def park(self, car, stay):
        return self.attendants.submit(stay, car).result()
