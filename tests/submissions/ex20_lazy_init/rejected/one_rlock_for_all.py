# must fail: lazy_objects_are_independent
# kind: not_concurrent
# why: a lock of the class: whoever makes one value holds up all the others
import threading

MISSING = object()


class Lazy:
    lock = threading.RLock()

    def __init__(self, factory):
        self.factory = factory
        self.value = MISSING

    def get(self):
        if self.value is MISSING:
            with self.lock:
                if self.value is MISSING:
                    self.value = self.factory()
        return self.value
