# must fail: audit_and_entry_belong_together
# kind: race
# why: a new lock for every call excludes nobody
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        with threading.Lock():
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
