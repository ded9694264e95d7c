# must fail: transfer_to_itself
# kind: wrong_result
# why: with itself as the target an account may move 0, or less
import itertools
import threading


class Account:
    numbers = itertools.count()

    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.number = next(Account.numbers)
        self.lock = threading.Lock()


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            if amount > source.balance:
                raise ValueError(f"{source.name} has only {source.balance}")
        return
    if amount <= 0:
        raise ValueError(f"cannot transfer {amount}")
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if amount > source.balance:
            raise ValueError(f"{source.name} has only {source.balance}")
        source.balance -= amount
        target.balance += amount
