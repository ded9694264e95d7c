# style: never two locks at once: the money leaves one account, then enters the other
from threading import Lock


class Account:
    def __init__(self, name, balance):
        self.name = name
        self._balance = balance
        self._lock = Lock()

    @property
    def balance(self):
        with self._lock:
            return self._balance

    def withdraw(self, amount):
        with self._lock:
            if amount > self._balance:
                raise ValueError(f"{self.name}: not enough money")
            self._balance -= amount

    def deposit(self, amount):
        with self._lock:
            self._balance += amount


def transfer(source, target, amount):
    if amount <= 0:
        raise ValueError("the amount must be above 0")
    source.withdraw(amount)
    target.deposit(amount)
