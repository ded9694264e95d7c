# must fail: wages_overlap, others_deposit_meanwhile
# kind: wrong_result
# why: main books the sum of the wages in one go: no deposits, no announcements
import threading
import time


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            current = self.balance
            time.sleep(10 / 1000)
            self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with account.lock:
        account.balance += sum(users.values()) - 100
