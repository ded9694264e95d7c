# must fail: one_deposit_is_booked
# kind: wrong_result
# why: the lines do not say whose deposit begins and has finished
import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        self.announce("A deposit begins.")
        with self.lock:
            self.balance += amount
        self.announce("A deposit has finished.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for work in [executor.submit(account.deposit, user, amount) for user in users]:
            work.result()
