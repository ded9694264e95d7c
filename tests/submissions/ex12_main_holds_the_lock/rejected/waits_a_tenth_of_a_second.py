# must fail: nobody_waits_for_a_time_limit
# kind: too_slow
# why: the time limit is short, and until it is over nobody can use the account
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait

FEE = 100


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
    with ThreadPoolExecutor(max_workers=3) as executor:
        account.lock.acquire()
        account.balance -= FEE
        works = [executor.submit(account.deposit, user, users[user]) for user in users]
        wait(works, timeout=0.1)
        account.lock.release()
    for work in works:
        work.result()
