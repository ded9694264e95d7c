"""X Bank: transfers between accounts, many at the same time.

Run this file to see what goes wrong:

    python exercises/ex13_transfer/transfer.py
"""

import threading
import time


class Account:
    """A bank account: its `name` (two accounts may share one) and its `balance`."""

    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    """Move `amount`, a whole number, from `source` to `target`; they may be the same account.

    Raises ValueError when `amount` is 0 or less, or more than the balance of `source`; then no
    money is moved. Many threads may call this at once: no money is made or lost, no balance falls
    below 0, no call waits for ever, and transfers without a common account can overlap.
    """
    if amount <= 0:
        raise ValueError(f"cannot transfer {amount}")
    with source.lock:
        time.sleep(10 / 1000)
        with target.lock:
            if amount > source.balance:
                raise ValueError(f"{source.name} has only {source.balance}")
            source.balance -= amount
            target.balance += amount


def main():
    a = Account("A", 1000)
    b = Account("B", 1000)
    tellers = []
    for source, target, amount in [(a, b, 300), (b, a, 200)]:
        # Daemon threads, so that this script can end although they never do.
        teller = threading.Thread(target=transfer, args=(source, target, amount), daemon=True)
        teller.name = f"teller-{len(tellers) + 1}"
        print(f"{teller.name} moves {amount} from {source.name} to {target.name}.")
        tellers.append(teller)
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join(timeout=0.5)

    stuck = [f"{teller.name} is still waiting." for teller in tellers if teller.is_alive()]
    if stuck:
        print(*stuck, "Nobody will ever wake them.")
    print(f"A: {a.balance:,}, B: {b.balance:,}.")


if __name__ == "__main__":
    main()
