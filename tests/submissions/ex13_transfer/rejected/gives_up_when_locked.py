# must fail: opposite_transfers_never_deadlock
# kind: race
# why: a transfer that does not get the second lock at once is silently dropped
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
        if not target.lock.acquire(blocking=False):
            return
        try:
            if amount > source.balance:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount
        finally:
            target.lock.release()
