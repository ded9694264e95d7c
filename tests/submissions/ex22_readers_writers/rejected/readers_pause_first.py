# must fail: a_waiting_writer_is_not_starved
# kind: wrong_result
# why: a pause before reading gives writers a better chance, and promises them nothing
import threading
import time
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0
        self.writer = False

    @contextmanager
    def reading(self):
        time.sleep(1 / 100)
        with self.changed:
            self.changed.wait_for(lambda: not self.writer)
            self.readers += 1
        try:
            yield
        finally:
            with self.changed:
                self.readers -= 1
                self.changed.notify_all()

    @contextmanager
    def writing(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.writer and not self.readers)
            self.writer = True
        try:
            yield
        finally:
            with self.changed:
                self.writer = False
                self.changed.notify_all()
