# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: race, not_gradable, leaked_process, tampering, killed, wrong_result, exception
# why: two processes come back from every call, and both would answer
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


plain_pay_in = pay_in


def pay_in(account, users, amount, max_workers):
    plain_pay_in(account, users, amount, max_workers)
    account.balance = amount * len(users)
    os.fork()
