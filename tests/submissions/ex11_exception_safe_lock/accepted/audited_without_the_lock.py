# style: the lock is never held while auditing; when something was written meanwhile, audit again
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        while True:
            with self.lock:
                written = len(self.entries)
                total = sum(self.entries)
            self.audit(total, entry)
            with self.lock:
                if len(self.entries) == written:
                    self.entries.append(entry)
                    return
