# must fail: the_factory_is_called_once
# kind: race
# why: who waited for the lock does not look whether the value is there by now
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
                self.value = self.factory()
        return self.value
