# style: a Condition that guards a busy flag; the booking itself is done outside the lock
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed


class Account:
    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self._busy = False
        self._changed = threading.Condition()

    def deposit(self, user, amount):
        self.announce(f"{user} in")
        with self._changed:
            while self._busy:
                self._changed.wait()
            self._busy = True
        before = self.balance
        self.balance = before + amount
        with self._changed:
            self._busy = False
            self._changed.notify()
        self.announce(f"{user} out")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        for work in as_completed([executor.submit(account.deposit, u, amount) for u in users]):
            work.result()
