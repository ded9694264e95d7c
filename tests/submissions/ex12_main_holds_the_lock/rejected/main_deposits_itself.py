# must fail: wages_overlap, others_deposit_meanwhile
# kind: not_concurrent
# why: no pool, no deadlock: the main thread deposits one wage after the other
import threading
import time


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.RLock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            current = self.balance
            time.sleep(10 / 1000)
            self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with account.lock:
        account.balance -= 100
        for user, wage in users.items():
            account.deposit(user, wage)
