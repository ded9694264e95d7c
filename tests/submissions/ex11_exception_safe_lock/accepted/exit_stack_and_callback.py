# style: an ExitStack that calls release, and a lock shared by all ledgers
import contextlib
import threading

lock = threading.Lock()


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []

    def post(self, entry):
        with contextlib.ExitStack() as stack:
            lock.acquire()
            stack.callback(lock.release)
            total = 0
            for one in self.entries:
                total += one
            self.audit(total, entry)
            self.entries.append(entry)
