# style: a thread pool with n attendants parks the cars; the driver waits for the receipt
from concurrent.futures import ThreadPoolExecutor


class Parking:
    def __init__(self, n):
        self.attendants = ThreadPoolExecutor(max_workers=n)

    def park(self, car, stay):
        return self.attendants.submit(stay, car).result()
