# must fail: a_refusal_reaches_the_caller
# kind: wrong_result
# why: the caller gets an exception of the same type and text, which is not the audit's
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
            except BaseException as error:
                raise type(error)(*error.args) from None
            self.entries.append(entry)
