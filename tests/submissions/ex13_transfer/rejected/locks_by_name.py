# must fail: disjoint_transfers_overlap
# kind: not_concurrent
# why: a lock for each name: two accounts of the same name share one
import threading

LOCKS = {}


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        LOCKS.setdefault(name, threading.RLock())


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError(f"cannot transfer {amount}")
    first, second = sorted((source.name, target.name))
    with LOCKS[first], LOCKS[second]:
        if amount > source.balance:
            raise ValueError(f"{source.name} has only {source.balance}")
        source.balance -= amount
        target.balance += amount
