# must fail: audit_and_entry_belong_together
# kind: race
# why: who has waited ten seconds goes on without the lock, although its holder may only be slow
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        self.lock.acquire(timeout=10)
        self.audit(sum(self.entries), entry)
        self.entries.append(entry)
        if self.lock.locked():
            self.lock.release()
