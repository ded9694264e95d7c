# must fail: audit_and_entry_belong_together
# kind: race
# why: a time limit of a year is one: who has waited so long goes on without the lock
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        got = self.lock.acquire(timeout=365 * 86400)
        try:
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
        finally:
            if got:
                self.lock.release()
