# style: acquire and try/finally for the fee, then futures.wait
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait


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
    account.lock.acquire()
    try:
        account.balance -= 100
    finally:
        account.lock.release()
    executor = ThreadPoolExecutor(max_workers=5)
    works = [executor.submit(account.deposit, user, wage) for user, wage in users.items()]
    wait(works)
    executor.shutdown()
