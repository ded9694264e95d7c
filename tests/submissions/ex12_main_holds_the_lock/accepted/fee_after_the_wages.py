# style: the fee goes off when all wages are booked; as_completed
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            current = self.balance
            time.sleep(10 / 1000)
            self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    with ThreadPoolExecutor() as executor:
        for work in as_completed(
            [executor.submit(account.deposit, u, w) for u, w in users.items()]
        ):
            work.result()
    with account.lock:
        account.balance = account.balance - 100
