# style: acquire and try/finally
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self._lock = threading.Lock()

    def post(self, entry):
        self._lock.acquire()
        try:
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
        finally:
            self._lock.release()
