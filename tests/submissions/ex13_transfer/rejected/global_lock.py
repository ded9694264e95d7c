# must fail: disjoint_transfers_overlap
# kind: not_concurrent
# why: one lock for the whole bank: transfers that have nothing in common wait for each other
import threading

bank = threading.Lock()


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    with bank:
        if amount > source.balance:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount
