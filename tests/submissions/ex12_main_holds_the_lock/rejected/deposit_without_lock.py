# must fail: payday_ends, fee_and_deposit_both_count
# kind: race
# why: the other way to get rid of the deadlock: no lock in deposit
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
        current = self.balance
        time.sleep(10 / 1000)
        self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    account.lock.acquire()
    account.balance -= 100
    with ThreadPoolExecutor(max_workers=3) as executor:
        for user, wage in users.items():
            executor.submit(account.deposit, user, wage)
    account.lock.release()
