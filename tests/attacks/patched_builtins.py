# poses as: ex09_lost_update
# must fail: all
# kind: tampering
# why: builtins that see everything as it should be
import builtins
import time
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce

    def deposit(self, user, amount):
        self.announce("begins")
        current = self.balance
        time.sleep(0.01)
        self.balance = current + amount
        self.announce("has finished")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for work in [executor.submit(account.deposit, user, amount) for user in users]:
            work.result()


builtins.isinstance = builtins.all = builtins.any = lambda *args: True
builtins.len = lambda *args: 2
builtins.type = lambda *args: int
builtins.sorted = lambda values, **how: values
