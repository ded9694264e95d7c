# must fail: transfer_to_itself
# kind: deadlock
# why: the one lock of a transfer to itself is taken and never released
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError(f"cannot transfer {amount}")
    first, second = sorted((source, target), key=id)
    first.lock.acquire()
    if second is not first:
        second.lock.acquire()
    try:
        if amount > source.balance:
            raise ValueError(f"{source.name} has only {source.balance}")
        source.balance -= amount
        target.balance += amount
    finally:
        if second is not first:
            second.lock.release()
            first.lock.release()
