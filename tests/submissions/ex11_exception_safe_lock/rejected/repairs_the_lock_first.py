# must fail: audit_and_entry_belong_together
# kind: race
# why: a lock that is taken is not always one that was forgotten
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        if self.lock.locked():
            self.lock = threading.Lock()
        self.lock.acquire()
        self.audit(sum(self.entries), entry)
        self.entries.append(entry)
        self.lock.release()
