# style: locks in the order of id(), RLock so that one account may be locked twice
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    first, second = sorted((source, target), key=id)
    with first.lock:
        with second.lock:
            if amount > source.balance:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount
