# must fail: opposite_transfers_never_deadlock
# kind: deadlock
# why: source before target is another order for the opposite direction
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    with source.lock:
        with target.lock:
            if amount > source.balance:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount
