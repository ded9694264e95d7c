# must fail: no_money_is_made_or_lost
# kind: race
# why: a new lock for every call is the same for nobody
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    lock = threading.Lock()
    with lock:
        if amount > source.balance:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount
