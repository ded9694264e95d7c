# must fail: audit_and_entry_belong_together
# kind: race
# why: who finds the lock taken drops the entry, and nobody knows
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        if not self.lock.acquire(timeout=5):
            return
        try:
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
        finally:
            self.lock.release()
