# must fail: audit_and_entry_belong_together
# kind: race
# why: the total may have changed when the lock is taken
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        self.audit(sum(self.entries), entry)
        with self.lock:
            self.entries.append(entry)
