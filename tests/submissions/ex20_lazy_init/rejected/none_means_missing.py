# must fail: made_at_the_first_get
# kind: wrong_result
# why: a factory that returns None is called at every get
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = None

    def get(self):
        if self.value is None:
            with self.lock:
                if self.value is None:
                    self.value = self.factory()
        return self.value
