# must fail: a_failed_attempt_is_not_the_last
# kind: deadlock
# why: the exception skips the release, and the next caller waits for ever
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = MISSING

    def get(self):
        if self.value is MISSING:
            self.lock.acquire()
            if self.value is MISSING:
                self.value = self.factory()
            self.lock.release()
        return self.value
