# must fail: the_next_clerk_can_post, whatever_the_audit_raises
# kind: deadlock
# why: the clerk that was refused could go on, but everybody else waits for ever
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.RLock()

    def post(self, entry):
        self.lock.acquire()
        self.audit(sum(self.entries), entry)
        self.entries.append(entry)
        self.lock.release()
