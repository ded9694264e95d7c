# style: no lock: deposits are appended (one step) to a history, the balance is its sum
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance=0, announce=print):
        self._history = [balance]
        self.announce = announce

    @property
    def balance(self):
        return sum(self._history)

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self._history.append(amount)
        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()
