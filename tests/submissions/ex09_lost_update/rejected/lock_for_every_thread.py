# must fail: every_deposit_counts, pay_in_books_every_user
# kind: race
# why: each thread finds a lock of its own, so nobody excludes anybody
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.own = threading.local()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        if not hasattr(self.own, "lock"):
            self.own.lock = threading.Lock()
        with self.own.lock:
            current = self.balance
            self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()
