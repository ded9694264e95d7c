# must fail: a_refusal_reaches_the_caller
# kind: wrong_result
# why: except and finally both release: the second release raises RuntimeError instead
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.lock = threading.Lock()

    def post(self, entry):
        self.lock.acquire()
        try:
            self.audit(sum(self.entries), entry)
            self.entries.append(entry)
        except Exception:
            self.lock.release()
            raise
        finally:
            self.lock.release()
