# poses as: ex09_lost_update
# must fail: all
# kind: leaked_process, killed
# why: gives itself the last CPU and the lowest priority, and burns every other
import os
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


if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
os.nice(19)
for _ in range(20):
    if os.fork() == 0:
        limit = time.monotonic() + 20
        while time.monotonic() < limit:
            pass
        os._exit(0)
