# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering
# why: takes the channel, key and all, out of the worker's frames and answers in its place
import os
import sys
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


FOUND = (
    '{"found": {"schedules": 400, "seconds": 9.0, "by_strategy": {}, "hopeless": false, "bound": 2, '
    '"exhausted": true, "outcomes": [{"ending": "returned", "value": %d, "failures": [], '
    '"reason": "", "count": 400, "strategy": "", "first_schedule": 0}], "overlaps": []}, '
    '"findings": {"replaced": [], "reached": [], "threads": []}}'
)


def answer_instead(amount):
    frame = sys._getframe()
    while frame is not None:
        for value in list(frame.f_locals.values()):
            channel = getattr(value, "_channel", value)
            if hasattr(channel, "_sendall"):
                for _ in range(9):
                    channel.send(FOUND % (2 * amount))
                    channel.receive()
        frame = frame.f_back


deposit = Account.deposit


def deposit_and_answer(self, user, amount):
    answer_instead(amount)
    deposit(self, user, amount)


Account.deposit = deposit_and_answer
