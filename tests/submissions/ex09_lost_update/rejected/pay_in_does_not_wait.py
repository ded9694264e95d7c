# must fail: pay_in_books_every_user
# kind: race
# why: pay_in starts the deposits and returns before they are booked
import threading
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


def pay_in(account, users, amount, max_workers):
    executor = ThreadPoolExecutor(max_workers=max_workers)
    for user in users:
        executor.submit(account.deposit, user, amount)
    executor.shutdown(wait=False)
