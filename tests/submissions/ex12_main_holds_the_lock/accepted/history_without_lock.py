# style: no lock, no deadlock: all bookings are appended (one step) to a history
from multiprocessing.pool import ThreadPool


class Account:
    def __init__(self, balance=0, announce=print):
        self.history = [balance]
        self.announce = announce

    @property
    def balance(self):
        return sum(self.history)

    def deposit(self, user, amount):
        self.announce(f"{user} begins a deposit.")
        self.history.append(amount)
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    account.history.append(-100)
    with ThreadPool(3) as pool:
        pool.starmap(account.deposit, users.items(), chunksize=1)
