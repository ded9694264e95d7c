# must fail: never_overdrawn
# kind: race
# why: the balance is checked before the lock is held, so two transfers find the same money
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    if amount > source.balance:
        raise ValueError("not enough money")
    first, second = sorted((source, target), key=id)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount
