# poses as: ex09_lost_update
# must fail: every_deposit_counts
# kind: exception
# why: terminal escapes and workflow commands in output, in an exception and in its name
import time
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce

    def deposit(self, user, amount):
        self.announce("begins")
        odd()
        current = self.balance
        time.sleep(0.01)
        self.balance = current + amount
        self.announce("has finished")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for work in [executor.submit(account.deposit, user, amount) for user in users]:
            work.result()


import os

ODD = "\x1b[2J\x1b]0;title\x07\x9b31m\r\n::error file=bank.py::passed\n  ::add-mask::x\n##[error]x\n\u202e\u2028::notice::x"
print(ODD, flush=True)
os.write(2, ODD.encode("utf-8", "surrogateescape") + b"\x1b[31m\xff\xfe::error::x")


def odd():
    print(ODD, flush=True)
    raise type("\x1b[31m::error::Odd", (Exception,), {})(ODD)
