# style: double-checked with a flag that is raised last, acquire and try/finally
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.ready = False
        self.value = None

    def get(self):
        if self.ready:
            return self.value
        self.lock.acquire()
        try:
            if not self.ready:
                self.value = self.factory()
                self.ready = True
        finally:
            self.lock.release()
        return self.value
