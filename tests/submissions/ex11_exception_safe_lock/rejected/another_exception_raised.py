# must fail: a_refusal_reaches_the_caller
# kind: wrong_result
# why: the caller gets an exception, but not the one that the audit raised
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        with self.lock:
            try:
                self.audit(sum(self.entries), entry)
            except Exception:
                raise RuntimeError("the entry was refused") from None
            self.entries.append(entry)
