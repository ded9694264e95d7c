# must fail: one_deposit_is_booked
# kind: deadlock
# why: deposit takes the lock and then reads the property, which takes the same lock again
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self._balance = balance
        self._lock = threading.Lock()
        self.announce = announce

    @property
    def balance(self):
        with self._lock:
            return self._balance

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self._lock:
            self._balance = self.balance + amount
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()
