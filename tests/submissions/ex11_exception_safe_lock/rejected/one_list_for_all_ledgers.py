# must fail: entries_are_audited_and_written
# kind: wrong_result
# why: a list made in the class body is the same one for all ledgers
import threading


class Ledger:
    entries = []  # noqa: RUF012
    lock = threading.Lock()

    def __init__(self, audit):
        self.audit = audit

    def post(self, entry):
        with self.lock:
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
