# must fail: reading_waits_for_nobody
# kind: not_concurrent
# why: every thread that comes new has to queue once, although the value is there
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.box = []
        self.own = threading.local()

    def get(self):
        if not hasattr(self.own, "value"):
            with self.lock:
                if not self.box:
                    self.box.append(self.factory())
                self.own.value = self.box[0]
        return self.own.value
