# must fail: audit_and_entry_belong_together
# kind: race
# why: releases a lock that somebody else holds and still needs
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        while not self.lock.acquire(timeout=60):
            self.lock.release()
        self.audit(sum(self.entries), entry)
        self.entries.append(entry)
        self.lock.release()
