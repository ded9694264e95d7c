# must fail: transfer_to_itself
# kind: wrong_result
# why: returns before the amount is checked, so an impossible transfer passes
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    if source is target:
        return
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    first, second = sorted((source, target), key=id)
    with first.lock:
        with second.lock:
            if amount > source.balance:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount
