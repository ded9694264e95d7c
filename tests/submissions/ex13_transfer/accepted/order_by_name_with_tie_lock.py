# style: locks in the order of names, equal names behind a third lock
import threading

tie = threading.Lock()


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def locked_transfer(first, second, source, target, amount):
    with first.lock, second.lock:
        if amount > source.balance:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    if source.name < target.name:
        locked_transfer(source, target, source, target, amount)
    elif target.name < source.name:
        locked_transfer(target, source, source, target, amount)
    else:
        with tie:
            locked_transfer(source, target, source, target, amount)
