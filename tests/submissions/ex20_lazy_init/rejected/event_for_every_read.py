# must fail: reading_waits_for_nobody
# kind: not_concurrent
# why: Event.wait takes the lock inside the event, although it is set for good
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.ready = threading.Event()

    def get(self):
        if not self.ready.is_set():
            with self.lock:
                if not self.ready.is_set():
                    self.value = self.factory()
                    self.ready.set()
        self.ready.wait()
        return self.value
