# must fail: a_failed_attempt_is_not_the_last
# kind: deadlock
# why: when the factory raises, those who wait for the event are never told
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.claimed = threading.Lock()
        self.ready = threading.Event()
        self.value = None

    def get(self):
        if not self.ready.is_set():
            if self.claimed.acquire(blocking=False):
                try:
                    self.value = self.factory()
                except BaseException:
                    self.claimed.release()
                    raise
                self.ready.set()
            else:
                self.ready.wait()
        return self.value
