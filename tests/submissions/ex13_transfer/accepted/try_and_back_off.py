# style: no hold and wait: try the second lock, let go of the first, wait a random time, try again
import random
import threading
import time


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    while True:
        with source.lock:
            if target.lock.acquire(blocking=False):
                try:
                    if amount > source.balance:
                        raise ValueError("not enough money")
                    source.balance -= amount
                    target.balance += amount
                    return
                finally:
                    target.lock.release()
        time.sleep(random.uniform(0.001, 0.01))
