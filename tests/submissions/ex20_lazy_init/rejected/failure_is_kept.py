# must fail: a_failed_attempt_is_not_the_last
# kind: wrong_result
# why: the exception is kept like a value and raised at every get
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = MISSING
        self.error = None

    def get(self):
        if self.value is MISSING:
            with self.lock:
                if self.value is MISSING:
                    try:
                        self.value = self.factory()
                    except Exception as error:
                        self.error = self.value = error
        if self.error is not None:
            raise self.error
        return self.value
