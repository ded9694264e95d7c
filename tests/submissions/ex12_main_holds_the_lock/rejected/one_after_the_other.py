# must fail: wages_overlap
# kind: not_concurrent
# why: each result is waited for before the next wage is submitted
import threading
import time
from concurrent.futures import ThreadPoolExecutor


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
        account.balance -= 100
    with ThreadPoolExecutor(max_workers=3) as executor:
        for user, wage in users.items():
            executor.submit(account.deposit, user, wage).result()
