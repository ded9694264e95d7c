# style: polling under a lock, with a very short pause between two looks; the writer leaves its name first
import threading
import time
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.mutex = threading.RLock()
        self.readers = set()
        self.writer = None
        self.wishes = []

    @contextmanager
    def reading(self):
        me = object()
        while not self._try_to_read(me):
            time.sleep(1 / 10_000)
        try:
            yield
        finally:
            with self.mutex:
                self.readers.remove(me)

    def _try_to_read(self, me):
        with self.mutex:
            if self.writer is None and not self.wishes:
                self.readers.add(me)
                return True
            return False

    @contextmanager
    def writing(self):
        me = object()
        with self.mutex:
            self.wishes.append(me)
        while not self._try_to_write(me):
            time.sleep(1 / 10_000)
        try:
            yield
        finally:
            with self.mutex:
                self.writer = None

    def _try_to_write(self, me):
        with self.mutex:
            if self.writer is None and not self.readers:
                self.wishes.remove(me)
                self.writer = me
                return True
            return False
