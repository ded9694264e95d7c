# must fail: a_failed_attempt_is_not_the_last
# kind: wrong_result
# why: the exception is swallowed: the caller gets None and the value is lost
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = MISSING

    def get(self):
        if self.value is MISSING:
            with self.lock:
                if self.value is MISSING:
                    try:
                        self.value = self.factory()
                    except Exception:
                        self.value = None
        return self.value
