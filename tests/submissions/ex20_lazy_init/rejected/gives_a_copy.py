# must fail: made_at_the_first_get
# kind: wrong_result
# why: every caller gets a copy, not the object that was made
import copy
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
                    self.value = self.factory()
        return copy.copy(self.value)
