# must fail: others_deposit_meanwhile
# kind: not_concurrent
# why: no money is lost, but the account is locked for everybody else during the whole payday
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()
        self.wage_lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            self.balance += amount
        self.announce(f"{user} has finished the deposit.")

    def deposit_wage(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self.wage_lock:
            self.balance += amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with account.lock:
        account.balance -= 100
        with ThreadPoolExecutor(max_workers=3) as executor:
            for user, wage in users.items():
                executor.submit(account.deposit_wage, user, wage)
