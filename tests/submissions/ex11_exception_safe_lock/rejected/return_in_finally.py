# must fail: a_refusal_reaches_the_caller
# kind: wrong_result
# why: a return in a finally block throws the exception away
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        self.lock.acquire()
        written = False
        try:
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
            written = True
        finally:
            self.lock.release()
            return written
