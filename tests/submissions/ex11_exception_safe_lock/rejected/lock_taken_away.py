# must fail: audit_and_entry_belong_together
# kind: race
# why: no lock, no deadlock, and two clerks spend the same money
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        self.audit(sum(self.entries), entry)
        self.entries.append(entry)
