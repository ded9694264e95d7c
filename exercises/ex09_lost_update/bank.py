"""X Bank: several people pay into one account at the same time.

Run this file to see what goes wrong:

    python exercises/ex09_lost_update/bank.py
"""

import time
from concurrent.futures import ThreadPoolExecutor


class Account:
    """A bank account that several threads may pay into at the same time.

    balance: the money on the account now, readable as an attribute.
    announce: a function of one line of text; it may be slow, and it may look at the balance.
    """

    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce

    def deposit(self, user, amount):
        """Add `amount`, a whole number above 0, to the balance; no deposit is ever lost.

        Calls self.announce with one line before it touches the balance and with one line when the
        money is booked. Other deposits can go on while an announcement is being made.
        """
        self.announce(f"{user} begins a deposit.")

        current = self.balance
        current += amount
        time.sleep(10 / 1000)
        self.balance = current

        self.announce(f"{user} has finished the deposit.")


def pay_in(account, users, amount, max_workers):
    """Make one deposit of `amount` for each of `users`, in a pool of `max_workers` threads.

    Returns when all deposits are booked.
    """
    with ThreadPoolExecutor(max_workers=max_workers) as executor:
        works = [executor.submit(account.deposit, user, amount) for user in users]
    for work in works:
        work.result()


def main():
    account = Account()
    print(f"X Bank opened an account with a balance of {account.balance:,}.")

    pay_in(account, ["Kim", "Lee", "Park", "Choi", "Jung"], 1000, max_workers=3)

    print(f"Five deposits of 1,000 each: the balance is {account.balance:,}.")
    if account.balance != 5000:
        print(f"{5000 - account.balance:,} is missing.")


if __name__ == "__main__":
    main()
