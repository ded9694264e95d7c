# must fail: entries_are_audited_and_written
# kind: wrong_result
# why: no audit, no exception: the laziest way to a lock that is always released
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        with self.lock:
            self.entries.append(entry)
