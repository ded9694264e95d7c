# style: acquire and try/finally, in the order of a number given under a lock
import threading


class Account:
    last_number = 0
    number_lock = threading.Lock()

    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()
        with Account.number_lock:
            Account.last_number += 1
            self.number = Account.last_number


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    accounts = {source, target}
    in_order = sorted(accounts, key=lambda account: account.number)
    for account in in_order:
        account.lock.acquire()
    try:
        if source.balance < amount:
            raise ValueError("not enough money")
        if source is not target:
            source.balance -= amount
            target.balance += amount
    finally:
        for account in reversed(in_order):
            account.lock.release()
