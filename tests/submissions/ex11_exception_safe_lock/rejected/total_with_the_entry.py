# must fail: entries_are_audited_and_written
# kind: wrong_result
# why: the audit gets the total with the new entry in it
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        with self.lock:
            self.audit(sum(self.entries) + entry, entry)
            self.entries.append(entry)
