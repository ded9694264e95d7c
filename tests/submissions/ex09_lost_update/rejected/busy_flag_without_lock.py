# must fail: every_deposit_counts, pay_in_books_every_user
# kind: race
# why: two threads can both find the flag down before either raises it
import time
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.busy = False

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        while self.busy:
            time.sleep(1 / 1000)
        self.busy = True
        self.balance = self.balance + amount
        self.busy = False
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()
