# must fail: the_next_clerk_can_post, whatever_the_audit_raises
# kind: deadlock
# why: a generator that is left by an exception does not come to the line after yield
import threading
from contextlib import contextmanager


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    @contextmanager
    def held(self):
        self.lock.acquire()
        yield
        self.lock.release()

    def post(self, entry):
        with self.held():
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
