# must fail: no_money_is_made_or_lost
# kind: race
# why: two transfers to the same target do not exclude each other
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    with source.lock:
        if amount > source.balance:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount
