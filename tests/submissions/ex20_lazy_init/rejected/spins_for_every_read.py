# must fail: reading_waits_for_nobody
# kind: not_concurrent
# why: trying again and again for a lock is waiting as well
import threading
import time

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = MISSING

    def get(self):
        while not self.lock.acquire(blocking=False):
            time.sleep(0.001)
        try:
            if self.value is MISSING:
                self.value = self.factory()
            return self.value
        finally:
            self.lock.release()
