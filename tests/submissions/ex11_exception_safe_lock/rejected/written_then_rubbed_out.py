# must fail: entries_are_audited_and_written
# kind: wrong_result
# why: the entry stands in the ledger while it is audited, and is rubbed out when it is refused
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
            try:
                self.audit(total, entry)
            except BaseException:
                self.entries.pop()
                raise
