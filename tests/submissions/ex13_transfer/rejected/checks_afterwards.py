# must fail: never_overdrawn
# kind: race
# why: takes the money first and gives it back if it was too much: the balance is below 0 for a moment
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError(f"cannot transfer {amount}")
    first, second = sorted((source, target), key=id)
    with first.lock, second.lock:
        source.balance -= amount
        if source.balance < 0:
            source.balance += amount
            raise ValueError(f"{source.name} has only {source.balance}")
        target.balance += amount
