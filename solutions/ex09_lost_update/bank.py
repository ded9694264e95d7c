"""X Bank: several people pay into one account at the same time."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock


class Account:
    """A bank account that several threads may pay into at the same time."""

    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        # One lock for each account, made once, where the data is made that it protects. A lock
        # made in deposit would be a different one in every call, and would exclude nobody.
        self._lock = Lock()

    def deposit(self, user, amount):
        """Add `amount` to the balance; no deposit is ever lost."""
        # Announcing may be slow and does not need the balance, so it stays outside the lock:
        # whoever waits here holds up nobody.
        self.announce(f"{user} begins a deposit.")

        # The critical section. What was read is only worth something as long as nobody else
        # writes, so the lock covers everything from the read to the write. The with statement
        # releases it on every way out, an exception included.
        with self._lock:
            current = self.balance
            current += amount
            time.sleep(10 / 1000)
            self.balance = current

        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    """Make one deposit of `amount` for each of `users`, in a pool of `max_workers` threads."""
    # Leaving the with block waits until all deposits are done.
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    # A future keeps an exception to itself until somebody asks for the result.
    for work in works:
        work.result()


def main():
    account = Account()
    pay_in(account, ["Kim", "Lee", "Park", "Choi", "Jung"], 1000, max_workers=3)
    print(f"Five deposits of 1,000 each: the balance is {account.balance:,}.")


if __name__ == "__main__":
    main()
