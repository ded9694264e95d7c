# must fail: transfer_to_itself
# kind: deadlock
# why: the order is right, but a transfer to itself takes the same Lock twice
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


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
