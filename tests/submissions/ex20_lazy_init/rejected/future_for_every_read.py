# must fail: reading_waits_for_nobody
# kind: not_concurrent
# why: Future.done and Future.result take the lock inside the future at every read
import threading
from concurrent.futures import Future


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.future = Future()

    def get(self):
        if not self.future.done():
            with self.lock:
                if not self.future.done():
                    self.future.set_result(self.factory())
        return self.future.result()
