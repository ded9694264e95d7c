# must fail: transfer_to_itself
# kind: wrong_result
# why: both balances are read before either is written, so the second write wins
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    first, second = sorted((source, target), key=id)
    with first.lock, second.lock:
        source_balance = source.balance
        target_balance = target.balance
        if amount > source_balance:
            raise ValueError("not enough money")
        source.balance = source_balance - amount
        target.balance = target_balance + amount
