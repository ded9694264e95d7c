# must fail: nobody_sees_it_half_made
# kind: race
# why: who comes while the value is being made goes away with nothing
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.made = False
        self.value = None

    def get(self):
        if not self.made and self.lock.acquire(blocking=False):
            try:
                if not self.made:
                    self.value = self.factory()
                    self.made = True
            finally:
                self.lock.release()
        return self.value
