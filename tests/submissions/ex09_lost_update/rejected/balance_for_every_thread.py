# must fail: every_deposit_counts, pay_in_books_every_user
# kind: wrong_result
# why: a threading.local balance is another one in every thread, so the account sees no deposit
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self._start = balance
        self._own = threading.local()
        self.announce = announce

    @property
    def balance(self):
        return getattr(self._own, "balance", self._start)

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self._own.balance = self.balance + amount
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()
