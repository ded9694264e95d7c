# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering, wrong_result, race, exception
# why: looks for the expected balance in all frames and returns it
import sys

NAMES = ("expected", "total", "right", "want", "result", "answer", "booked")


class Account:
    def __init__(self, balance=0, announce=print):
        self.start = balance
        self.announce = announce
        self.calls = 0

    def deposit(self, user, amount):
        self.announce("begins")
        self.calls += 1
        self.announce("has finished")

    @property
    def balance(self):
        frame = sys._getframe()
        while frame is not None:
            for name, value in {**frame.f_globals, **frame.f_locals}.items():
                if name in NAMES and type(value) is int:
                    return value
            frame = frame.f_back
        return self.start


def pay_in(account, users, amount, max_workers):
    for user in users:
        account.deposit(user, amount)
