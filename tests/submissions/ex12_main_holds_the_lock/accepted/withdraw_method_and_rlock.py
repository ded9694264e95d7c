# style: the account has a method for the fee; an RLock, since the balance is a property that locks
import concurrent.futures
import threading


class Account:
    def __init__(self, balance=0, announce=print):
        self._balance = balance
        self.announce = announce
        self._lock = threading.RLock()

    @property
    def balance(self):
        with self._lock:
            return self._balance

    def change(self, amount):
        with self._lock:
            self._balance = self.balance + amount

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self.change(amount)
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    account.change(-100)
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as executor:
        list(executor.map(account.deposit, users.keys(), users.values()))
