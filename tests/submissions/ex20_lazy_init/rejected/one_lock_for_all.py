# must fail: lazy_objects_are_independent
# kind: deadlock
# why: a lock of the class: a factory that needs another Lazy waits for itself
import threading

MISSING = object()


class Lazy:
    lock = threading.Lock()

    def __init__(self, factory):
        self.factory = factory
        self.value = MISSING

    def get(self):
        if self.value is MISSING:
            with self.lock:
                if self.value is MISSING:
                    self.value = self.factory()
        return self.value
