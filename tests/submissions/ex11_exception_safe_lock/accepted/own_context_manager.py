# style: a context manager of one's own, made from a generator with try/finally; a semaphore of one
import threading
from contextlib import contextmanager


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self.entries = []
        self.pen = threading.BoundedSemaphore(1)

    @contextmanager
    def writing(self):
        self.pen.acquire()
        try:
            yield sum(self.entries)
        finally:
            self.pen.release()

    def post(self, entry):
        with self.writing() as total:
            self.audit(total, entry)
            self.entries.append(entry)
