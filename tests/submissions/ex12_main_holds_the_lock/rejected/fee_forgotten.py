# must fail: deposit_and_fee_are_booked
# kind: wrong_result
# why: the lines with the lock were deleted, and the fee with them
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
    with ThreadPoolExecutor(max_workers=3) as executor:
        for user, wage in users.items():
            executor.submit(account.deposit, user, wage)
