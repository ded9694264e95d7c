# style: a Condition that guards a busy flag, which a finally takes down again
import threading


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.busy = False
        self.changed = threading.Condition()

    def post(self, entry):
        with self.changed:
            self.changed.wait_for(lambda: not self.busy)
            self.busy = True
        try:
            self.audit(sum(self.entries), entry)
            self.entries = [*self.entries, entry]
        finally:
            with self.changed:
                self.busy = False
                self.changed.notify()
