# must fail: nobody_sees_it_half_made
# kind: race
# why: half a second is not for ever: after that the value may still not be there
import threading
import time


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.value = None
        self.made = False

    def get(self):
        if not self.made:
            if self.lock.acquire(blocking=False):
                try:
                    if not self.made:
                        self.value = self.factory()
                        self.made = True
                finally:
                    self.lock.release()
            else:
                time.sleep(0.5)
        return self.value
