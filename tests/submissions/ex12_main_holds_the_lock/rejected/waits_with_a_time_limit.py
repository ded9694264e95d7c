# must fail: nobody_waits_for_a_time_limit
# kind: too_slow
# why: waits two seconds for what cannot happen, then releases the lock
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait


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
    with ThreadPoolExecutor(max_workers=3) as executor:
        with account.lock:
            account.balance -= 100
            works = [executor.submit(account.deposit, u, w) for u, w in users.items()]
            wait(works, timeout=2)
        wait(works)
