# must fail: the_factory_is_called_once
# kind: race
# why: check, then act: two threads find nothing and both make it
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = MISSING

    def get(self):
        if self.value is MISSING:
            self.value = self.factory()
        return self.value
