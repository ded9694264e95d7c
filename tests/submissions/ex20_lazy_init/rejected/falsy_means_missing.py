# must fail: made_at_the_first_get
# kind: wrong_result
# why: a value such as 0 counts as missing
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = None

    def get(self):
        if not self.value:
            with self.lock:
                if not self.value:
                    self.value = self.factory()
        return self.value
