# style: Lock with a with statement, executor.map
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} starts")
        with self.lock:
            self.balance += amount
        self.announce(f"{user} is done")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers) as pool:
        list(pool.map(lambda user: account.deposit(user, amount), users))
