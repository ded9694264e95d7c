# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering, race, exception, killed
# why: a trace and a profile function that raise in every frame but its own
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


import sys
import threading


def raise_now(frame, event, argument):
    if frame.f_globals.get("__name__") != __name__:
        raise RuntimeError("traced")


threading.setprofile(raise_now)
threading.settrace(raise_now)
sys.setprofile(raise_now)
sys.settrace(raise_now)
