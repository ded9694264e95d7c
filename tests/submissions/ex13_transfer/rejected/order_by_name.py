# must fail: opposite_transfers_never_deadlock
# kind: deadlock
# why: two accounts of the same name are locked in the order of the direction
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    first, second = (source, target) if source.name <= target.name else (target, source)
    with first.lock:
        with second.lock:
            if amount > source.balance:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount
