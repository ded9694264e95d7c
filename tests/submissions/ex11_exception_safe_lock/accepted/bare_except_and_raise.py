# style: a bare except that releases and raises again, and a release for the good way out
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.total = 0
        self.lock = threading.Lock()

    def post(self, entry):
        self.lock.acquire()
        try:
            self.audit(self.total, entry)
        except:  # noqa: E722
            self.lock.release()
            raise
        self.total += entry
        self.entries.append(entry)
        self.lock.release()
