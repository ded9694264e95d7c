# must fail: impossible_transfers_are_refused
# kind: deadlock
# why: the exception skips the release, and the next transfer waits for ever
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    accounts = sorted({source, target}, key=id)
    for account in accounts:
        account.lock.acquire()
    if amount > source.balance:
        raise ValueError("not enough money")
    source.balance -= amount
    target.balance += amount
    for account in accounts:
        account.lock.release()
