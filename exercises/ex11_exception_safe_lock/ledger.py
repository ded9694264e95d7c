"""A ledger in which several clerks write, and every entry is audited first.

Run this file to see what goes wrong:

    python exercises/ex11_exception_safe_lock/ledger.py
"""

import threading


class Ledger:
    """A ledger that several threads may write in at the same time.

    audit: a function of the total so far and of a new entry; it may be slow, and it raises an
        exception of its own when the entry must not be written down.
    entries: the list of what is written down, whole numbers in the order of writing; readable as
        an attribute.
    """

    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        """Write `entry`, a whole number, down when the audit has nothing against it.

        Calls self.audit(total, entry), where `total` is the sum of the entries that this one is
        added to. Whatever the audit raises reaches the caller unchanged; then nothing is written
        down, and everybody can go on posting.
        """
        self.lock.acquire()
        total = sum(self.entries)
        self.audit(total, entry)
        self.entries.append(entry)
        self.lock.release()


def no_debts(total, entry):
    if total + entry < 0:
        raise ValueError(f"{entry} cannot be paid out of {total}")


def main():
    ledger = Ledger(no_debts)

    def clerk_thread(name, entry):
        print(f"{name} posts {entry}.")
        try:
            ledger.post(entry)
            print(f"{name}'s entry is written down.")
        except ValueError as error:
            print(f"{name}'s entry is refused: {error}.")

    for name, entry in [("Kim", 500), ("Lee", -800), ("Park", 300)]:
        # Daemon threads, so that this script can end although one of them never does.
        clerk = threading.Thread(target=clerk_thread, args=(name, entry), daemon=True)
        clerk.start()
        clerk.join(timeout=0.5)
        if clerk.is_alive():
            print(f"{name} is still waiting for the lock. Nobody is going to release it.")
    print(f"Entries: {ledger.entries}")


if __name__ == "__main__":
    main()
