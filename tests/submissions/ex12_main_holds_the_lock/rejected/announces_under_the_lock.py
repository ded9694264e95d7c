# must fail: wages_overlap, others_deposit_meanwhile
# kind: not_concurrent
# why: the lock is held during the announcements
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.RLock()

    def deposit(self, user, amount):
        with self.lock:
            self.announce(f"{user} begins a deposit.")
            self.balance += amount
            self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with account.lock:
        account.balance -= 100
    with ThreadPoolExecutor(max_workers=3) as executor:
        for user, wage in users.items():
            executor.submit(account.deposit, user, wage)
