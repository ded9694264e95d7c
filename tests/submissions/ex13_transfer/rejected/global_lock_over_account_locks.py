# must fail: disjoint_transfers_overlap
# kind: not_concurrent
# why: the locks of the accounts are taken, but inside a lock for the whole bank
import threading

bank = threading.Lock()


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    with bank:
        with source.lock, target.lock:
            if amount > source.balance:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount
