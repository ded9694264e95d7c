# must fail: nobody_sees_it_half_made
# kind: race
# why: the flag is raised before the value is there
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.made = False
        self.value = None

    def get(self):
        if not self.made:
            with self.lock:
                if not self.made:
                    self.made = True
                    try:
                        self.value = self.factory()
                    except BaseException:
                        self.made = False
                        raise
        return self.value
