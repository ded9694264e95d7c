# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering, race, exception, killed
# why: replaces every function of every module that belongs to the grader
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


import gc
import sys

for name, module in list(sys.modules.items()):
    if name.split(".")[0] in ("grader", "cloudpickle", "pytest", "psutil"):
        for key, value in list(vars(module).items()):
            if callable(value):
                setattr(module, key, lambda *args, **kwargs: "true")
