"""A ledger in which several clerks write, and every entry is audited first."""

import threading


class Ledger:
    """A ledger that several threads may write in at the same time."""

    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        """Write `entry` down when the audit has nothing against it."""
        # There are several ways out of this method: by its end, by any exception of the audit, and
        # by a KeyboardInterrupt, which can come on any line. A with block has one way out that all
        # of them pass, and there the lock is released. Nothing is caught here: what went wrong is
        # for the caller to know.
        #
        # The audit belongs inside. It judges the total that the entry is added to, and that must
        # not change before the entry stands in the list.
        with self.lock:
            total = sum(self.entries)
            self.audit(total, entry)
            self.entries.append(entry)


def no_debts(total, entry):
    if total + entry < 0:
        raise ValueError(f"{entry} cannot be paid out of {total}")


def main():
    ledger = Ledger(no_debts)
    for entry in (500, -800, 300):
        try:
            ledger.post(entry)
        except ValueError as error:
            print(f"Refused: {error}.")
    print(f"Entries: {ledger.entries}")


if __name__ == "__main__":
    main()
