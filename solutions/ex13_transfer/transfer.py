"""X Bank: transfers between accounts, many at the same time."""

import itertools
import threading
from contextlib import ExitStack


class Account:
    """A bank account: its `name` (two accounts may share one) and its `balance`."""

    # next() on a count is a single step, so no two accounts ever get the same number.
    _numbers = itertools.count()

    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()
        self.number = next(Account._numbers)


def transfer(source, target, amount):
    """Move `amount` from `source` to `target`; they may be the same account.

    Raises ValueError when `amount` is 0 or less, or more than the balance of `source`.
    """
    # The amount belongs to this call alone: no lock is needed to look at it.
    if amount <= 0:
        raise ValueError(f"cannot transfer {amount}")

    # Everybody takes the locks in the order of the account numbers, whatever is source or target.
    # Then whoever holds a lock only ever waits for one with a higher number, and a circle of
    # waiting threads would have to go down somewhere: there is no circular wait, so no deadlock.
    # A number never changes and is never shared; a balance changes, a name may be shared.
    #
    # A dict keeps each account once, so a transfer to itself takes its only lock only once.
    accounts = {account.number: account for account in (source, target)}
    with ExitStack() as locks:
        for _number, account in sorted(accounts.items()):
            locks.enter_context(account.lock)

        # The balance is only worth looking at while nobody else can change it. An exception leaves
        # the with block like everything else, and the locks are released.
        if amount > source.balance:
            raise ValueError(f"{source.name} has only {source.balance}")
        source.balance -= amount
        target.balance += amount


def main():
    a, b = Account("A", 1000), Account("B", 1000)
    tellers = [
        threading.Thread(target=transfer, args=(a, b, 300)),
        threading.Thread(target=transfer, args=(b, a, 200)),
    ]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    print(f"A: {a.balance:,}, B: {b.balance:,}.")


if __name__ == "__main__":
    main()
