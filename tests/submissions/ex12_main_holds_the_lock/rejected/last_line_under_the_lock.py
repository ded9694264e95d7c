# must fail: wages_overlap
# kind: not_concurrent
# why: the second announcement is made under the lock, so that one deposit waits for the other's
import threading
from concurrent.futures import ThreadPoolExecutor
FEE = 100


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
        account.balance -= FEE
    with ThreadPoolExecutor(max_workers=3) as executor:
        works = [executor.submit(account.deposit, user, users[user]) for user in users]
    for work in works:
        work.result()
