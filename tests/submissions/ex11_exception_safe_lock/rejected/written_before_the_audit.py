# must fail: a_refusal_reaches_the_caller
# kind: wrong_result
# why: the entry stands in the ledger already when the audit refuses it
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        with self.lock:
            total = sum(self.entries)
            self.entries.append(entry)
            self.audit(total, entry)
