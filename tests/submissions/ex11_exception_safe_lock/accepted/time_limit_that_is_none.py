# style: acquire with a time limit in a loop, so that waiting could be reported; never goes on without
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self._entries = []
        self.lock = threading.Lock()

    @property
    def entries(self):
        self._take()
        try:
            return list(self._entries)
        finally:
            self.lock.release()

    def _take(self):
        while not self.lock.acquire(timeout=5):
            pass

    def post(self, entry):
        self._take()
        try:
            self.audit(sum(self._entries), entry)
            self._entries.append(entry)
        finally:
            self.lock.release()
