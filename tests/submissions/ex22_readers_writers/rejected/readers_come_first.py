# must fail: a_waiting_writer_is_not_starved
# kind: wrong_result
# why: the exception is dealt with, but readers still take no notice of a writer that waits
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0
        self.writing_now = False

    @contextmanager
    def reading(self):
        with self.changed:
            while self.writing_now:
                self.changed.wait()
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
            while self.writing_now or self.readers:
                self.changed.wait()
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.changed.notify_all()
