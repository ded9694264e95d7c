# poses as: ex09_lost_update
# must fail: all
# kind: tampering
# why: writes replies of its own on every descriptor
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


import os

REPLY = b'{"value": 2000, "found": {"outcomes": []}, "findings": {}}'
for descriptor in range(3, 256):
    try:
        os.write(descriptor, len(REPLY).to_bytes(4, "big") + bytes(16) + REPLY)
    except OSError:
        pass
