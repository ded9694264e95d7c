# style: locks in the order of a serial number, the same account as a case of its own
from itertools import count
from threading import Lock

numbers = count(1)


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.number = next(numbers)
        self.lock = Lock()


def move(source, target, amount):
    if source.balance < amount:
        raise ValueError(f"{source.name} has less than {amount}")
    source.balance = source.balance - amount
    target.balance = target.balance + amount


def transfer(source, target, amount):
    if amount < 1:
        raise ValueError(amount)
    if source is target:
        with source.lock:
            move(source, target, amount)
    elif source.number < target.number:
        with source.lock, target.lock:
            move(source, target, amount)
    else:
        with target.lock, source.lock:
            move(source, target, amount)
