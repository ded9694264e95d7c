# must fail: payday_ends
# kind: race
# why: deposit goes on without the lock when somebody holds it
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        if self.lock.locked():
            self.balance += amount
        else:
            with self.lock:
                self.balance += amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with account.lock:
        account.balance -= 100
        with ThreadPoolExecutor(max_workers=3) as executor:
            for user, wage in users.items():
                executor.submit(account.deposit, user, wage)
