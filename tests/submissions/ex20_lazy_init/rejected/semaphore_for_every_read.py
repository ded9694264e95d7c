# must fail: reading_waits_for_nobody
# kind: not_concurrent
# why: a semaphore of one is a lock too
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Semaphore(1)
        self.value = MISSING

    def get(self):
        with self.lock:
            if self.value is MISSING:
                self.value = self.factory()
            return self.value
