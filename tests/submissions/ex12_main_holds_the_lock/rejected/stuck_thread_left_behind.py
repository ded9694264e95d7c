# must fail: payday_ends
# kind: deadlock
# why: the deadlock is put into a daemon thread and left there
import threading
import time
from concurrent.futures import ThreadPoolExecutor


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


def pay(account, users):
    with account.lock:
        account.balance -= 100
        with ThreadPoolExecutor(max_workers=3) as executor:
            for user, wage in users.items():
                executor.submit(account.deposit, user, wage)


def payday(account, users):
    thread = threading.Thread(target=pay, args=(account, users), daemon=True)
    thread.start()
    thread.join(timeout=0.5)
