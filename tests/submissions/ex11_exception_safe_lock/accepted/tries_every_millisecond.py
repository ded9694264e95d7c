# style: the lock is tried again and again, with short naps
import threading
import time


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        while not self.lock.acquire(blocking=False):
            time.sleep(1 / 1000)
        try:
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
        finally:
            self.lock.release()
