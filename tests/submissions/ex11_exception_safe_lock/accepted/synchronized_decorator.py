# style: a decorator around whole methods, an RLock, entries as a property that copies
import functools
import threading


def synchronized(method):
    @functools.wraps(method)
    def locked(self, *args):
        with self._monitor:
            return method(self, *args)

    return locked


class Ledger:
    def __init__(self, audit):
        self.audit = audit
        self._entries = []
        self._monitor = threading.RLock()

    @property
    @synchronized
    def entries(self):
        return list(self._entries)

    @property
    @synchronized
    def total(self):
        return sum(self._entries)

    @synchronized
    def post(self, entry):
        self.audit(self.total, entry)
        self._entries.append(entry)
