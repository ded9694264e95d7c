# must fail: one_deposit_is_booked
# kind: wrong_result
# why: both lines come after the booking
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        with self.lock:
            self.balance += amount
        self.announce(f"{user} begins a deposit.")
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()
