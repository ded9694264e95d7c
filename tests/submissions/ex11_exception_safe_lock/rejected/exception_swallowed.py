# must fail: a_refusal_reaches_the_caller, the_next_clerk_can_post
# kind: wrong_result
# why: the lock is free, but nobody learns that the entry was refused
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
            except Exception as error:
                print(f"refused: {error}")
                return
            self.entries.append(entry)
