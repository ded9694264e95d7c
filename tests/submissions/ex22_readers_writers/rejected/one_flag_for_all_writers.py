# must fail: a_waiting_writer_is_not_starved
# kind: wrong_result
# why: a flag is not a number: the first writer clears it, and the second is forgotten
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0
        self.writing_now = False
        self.writer_waits = False

    @contextmanager
    def reading(self):
        with self.changed:
            while self.writing_now or self.writer_waits:
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
            self.writer_waits = True
            while self.writing_now or self.readers:
                self.changed.wait()
            self.writer_waits = False
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.changed.notify_all()
