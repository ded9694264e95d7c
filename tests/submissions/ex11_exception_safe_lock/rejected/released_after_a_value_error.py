# must fail: whatever_the_audit_raises
# kind: deadlock
# why: only a ValueError releases the lock; the next exception is another one
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        self.lock.acquire()
        try:
            self.audit(sum(self.entries), entry)
        except ValueError:
            self.lock.release()
            raise
        self.entries.append(entry)
        self.lock.release()
