# must fail: reading_waits_for_nobody
# kind: not_concurrent
# why: right, and every reader queues for the lock for ever after
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = MISSING

    def get(self):
        with self.lock:
            if self.value is MISSING:
                self.value = self.factory()
            return self.value
