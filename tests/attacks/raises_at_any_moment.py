# poses as: ex09_lost_update
# must fail: every_deposit_counts, pay_in_books_every_user
# kind: exception, killed, tampering, race, never_ends, import_error
# why: a timer raises in whatever code runs just then, the worker's own as well
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


import signal


def raise_now(number, frame):
    raise RuntimeError("now")


signal.signal(signal.SIGALRM, raise_now)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.001)
