# must fail: no_money_is_made_or_lost
# kind: race
# why: a transfer to itself does without the lock, while others transfer from that account
import threading


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def move(source, target, amount):
    if amount > source.balance:
        raise ValueError(f"{source.name} has only {source.balance}")
    source.balance -= amount
    target.balance += amount


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError(f"cannot transfer {amount}")
    if source is target:
        # The same lock cannot be taken twice.
        move(source, target, amount)
        return
    first, second = sorted((source, target), key=id)
    with first.lock, second.lock:
        move(source, target, amount)
