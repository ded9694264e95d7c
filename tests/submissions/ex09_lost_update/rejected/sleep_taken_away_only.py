# must fail: every_deposit_counts, pay_in_books_every_user
# kind: race
# why: without the sleep the gap between read and write is shorter, but still there
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        current = self.balance
        current += amount
        self.balance = current
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()
