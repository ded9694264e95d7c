# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: tampering
# why: does not deposit at all: works the balance out from the caller's variables
import sys


class Account:
    def __init__(self, balance=0, announce=print):
        self.start = balance
        self.announce = announce

    def deposit(self, user, amount):
        self.announce("begins")
        self.announce("has finished")

    @property
    def balance(self):
        caller = sys._getframe(1).f_locals
        return self.start + caller.get("amount", 0) * len(caller.get("users", caller.get("depositors", "x")))


def pay_in(account, users, amount, max_workers):
    for user in users:
        account.deposit(user, amount)
