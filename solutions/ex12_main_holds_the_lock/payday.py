"""X Bank on payday: the fee goes off, then the wages come in, in a pool of threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

FEE = 100


class Account:
    """A bank account that several threads may pay into at the same time."""

    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        """Add `amount` to the balance; no deposit is ever lost."""
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            current = self.balance
            time.sleep(10 / 1000)
            self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    """Take the fee of the month off the balance, then let all `users` deposit their wages."""
    # The fee is a read and a write, so it needs the lock; and the lock is needed for nothing more.
    # The with block ends here, before anybody is waited for. Who holds no lock while waiting can
    # keep nobody from the work that is waited for: without hold and wait there is no deadlock.
    with account.lock:
        account.balance -= FEE

    # The end of this block waits for the pool, and the pool waits for the lock.
    with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as executor:
        works = [executor.submit(account.deposit, user, wage) for user, wage in users.items()]
    # A future keeps an exception to itself until somebody asks for the result.
    for work in works:
        work.result()


def main():
    account = Account(1000)
    print(f"The balance is {account.balance:,}.")
    payday(account, {"Kim": 3000, "Lee": 2500, "Park": 2000, "Choi": 1500, "Jung": 1000})
    print(f"A fee of {FEE}, five wages of 10,000 in all: the balance is {account.balance:,}.")


if __name__ == "__main__":
    main()
