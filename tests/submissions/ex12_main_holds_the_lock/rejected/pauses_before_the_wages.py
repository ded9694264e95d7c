# must fail: nobody_waits_for_a_time_limit
# kind: too_slow
# why: a pause of half a second between the fee and the wages, in which nothing is waited for
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
            self.balance += amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with account.lock:
        account.balance -= 100
    time.sleep(0.5)
    with ThreadPoolExecutor(max_workers=3) as executor:
        works = [executor.submit(account.deposit, user, users[user]) for user in users]
    for work in works:
        work.result()
