# must fail: payday_ends
# kind: race
# why: deposit goes on without the lock after a second
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        held = self.lock.acquire(timeout=1)
        self.balance += amount
        if held:
            self.lock.release()
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with account.lock:
        account.balance -= 100
        with ThreadPoolExecutor(max_workers=3) as executor:
            for user, wage in users.items():
                executor.submit(account.deposit, user, wage)
