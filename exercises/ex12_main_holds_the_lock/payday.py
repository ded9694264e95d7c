"""X Bank on payday: the fee goes off, then the wages come in, in a pool of threads.

Run this file to see what goes wrong:

    python exercises/ex12_main_holds_the_lock/payday.py
"""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

FEE = 100


class Account:
    """A bank account that several threads may pay into at the same time.

    balance: the money on the account now, readable as an attribute.
    announce: a function of one line of text; it may be slow.
    """

    def __init__(self, balance=0, announce=print):
        self.balance = balance
        self.announce = announce
        self.lock = threading.Lock()

    def deposit(self, user, amount):
        """Add `amount`, a whole number above 0, to the balance; no deposit is ever lost.

        Calls self.announce with one line before it touches the balance and with one line when the
        money is booked. Other deposits can go on while an announcement is being made.
        """
        self.announce(f"{user} begins a deposit.")
        with self.lock:
            current = self.balance
            time.sleep(10 / 1000)
            self.balance = current + amount
        self.announce(f"{user} has finished the deposit.")


def payday(account, users):
    """Take the fee of the month off the balance, then let all `users` deposit their wages.

    users: a dict of names, with the wage of each; perhaps empty.

    The wages are deposited by threads of a pool, so that several deposits go on at once. Returns
    when the fee and all wages are booked. Others may use the account at the same time.
    """
    account.lock.acquire()
    account.balance -= FEE
    with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as executor:
        works = [executor.submit(account.deposit, user, users[user]) for user in users]
    for work in works:
        work.result()
    account.lock.release()


def give_up():
    print(">>> For 2 seconds nothing has happened, and nothing ever will: a deadlock.")
    print(">>> The main thread holds the lock and waits until the pool has finished.")
    print(">>> The threads of the pool cannot finish: they wait for the lock.", flush=True)
    # The end of the program would wait for the pool as well, so there is no other way out.
    os._exit(1)


def main():
    watch = threading.Timer(2, give_up)
    watch.daemon = True
    watch.start()

    account = Account(1000)
    print(f"The balance is {account.balance:,}.")
    payday(account, {"Kim": 3000, "Lee": 2500, "Park": 2000, "Choi": 1500, "Jung": 1000})
    print(f"A fee of {FEE}, five wages of 10,000 in all: the balance is {account.balance:,}.")
    watch.cancel()


if __name__ == "__main__":
    main()
