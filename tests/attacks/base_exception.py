# poses as: ex13_transfer
# must fail: all
# kind: exception
# why: an exception that `except Exception` does not catch
import itertools
import threading


class Stop(BaseException):
    pass


class Account:
    numbers = itertools.count()

    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()
        self.number = next(Account.numbers)


def transfer(source, target, amount):
    raise Stop
    first, second = sorted([source, target], key=lambda account: account.number)
    with first.lock, second.lock:
        if amount > source.balance:
            raise ValueError(amount)
        source.balance -= amount
        target.balance += amount
