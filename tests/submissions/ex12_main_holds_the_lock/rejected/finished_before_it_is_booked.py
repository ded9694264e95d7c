# must fail: deposit_and_fee_are_booked
# kind: wrong_result
# why: says that the deposit has finished, and books the money afterwards
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self.announce(f"{user} has finished the deposit.")
        with self.lock:
            self.balance += amount


def payday(account, users):
    with account.lock:
        account.balance -= 100
    with ThreadPoolExecutor(max_workers=3) as executor:
        works = [executor.submit(account.deposit, user, users[user]) for user in users]
    for work in works:
        work.result()
