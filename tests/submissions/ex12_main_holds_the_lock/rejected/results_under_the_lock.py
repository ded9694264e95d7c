# must fail: payday_ends
# kind: deadlock
# why: result() waits just as the end of the pool does
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
    executor = ThreadPoolExecutor(max_workers=3)
    with account.lock:
        account.balance -= 100
        works = [executor.submit(account.deposit, u, w) for u, w in users.items()]
        for work in works:
            work.result()
    executor.shutdown()
