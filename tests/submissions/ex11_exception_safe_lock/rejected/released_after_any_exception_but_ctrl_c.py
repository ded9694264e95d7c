# must fail: whatever_the_audit_raises
# kind: deadlock
# why: KeyboardInterrupt is no Exception, and passes by the release
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
            self.entries.append(entry)
        except Exception:
            self.lock.release()
            raise
        else:
            self.lock.release()
