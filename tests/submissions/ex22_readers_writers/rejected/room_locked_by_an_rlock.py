# must fail: readers_overlap
# kind: exception
# why: an RLock belongs to a thread: the last reader cannot release what the first has taken
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.turnstile = threading.Lock()
        self.mutex = threading.Lock()
        self.room = threading.RLock()
        self.readers = 0

    @contextmanager
    def reading(self):
        with self.turnstile:
            pass
        with self.mutex:
            self.readers += 1
            if self.readers == 1:
                self.room.acquire()
        try:
            yield
        finally:
            with self.mutex:
                self.readers -= 1
                if self.readers == 0:
                    self.room.release()

    @contextmanager
    def writing(self):
        with self.turnstile, self.room:
            yield
