# style: one pen on the desk, a SimpleQueue of one, that comes back whatever happens
from contextlib import contextmanager
from queue import SimpleQueue


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.desk = SimpleQueue()
        self.desk.put("the pen")

    @contextmanager
    def _pen(self):
        pen = self.desk.get()
        try:
            yield pen
        finally:
            self.desk.put(pen)

    def post(self, entry):
        with self._pen():
            self.audit(sum(self.entries), entry)
            self.entries = [*self.entries, entry]
