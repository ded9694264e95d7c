# must fail: opposite_transfers_never_deadlock
# kind: deadlock
# why: a pause before the second lock makes no order; both still hold one and wait for the other
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
    time.sleep(random.random() / 100)
    with source.lock:
        with target.lock:
            if amount > source.balance:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount
