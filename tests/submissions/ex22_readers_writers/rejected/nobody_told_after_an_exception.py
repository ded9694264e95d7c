# must fail: an_exception_releases_the_lock
# kind: deadlock
# why: after an exception the lock is free, but those who wait for it are not told
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self._changed = threading.Condition()
        self._readers = 0
        self._writing = False
        self._waiting = 0

    @contextmanager
    def reading(self):
        with self._changed:
            while self._writing or self._waiting:
                self._changed.wait()
            self._readers += 1
        try:
            yield
        except BaseException:
            self._readers -= 1
            raise
        self._leave(True)

    @contextmanager
    def writing(self):
        with self._changed:
            self._waiting += 1
            while self._writing or self._readers:
                self._changed.wait()
            self._waiting -= 1
            self._writing = True
        try:
            yield
        except BaseException:
            self._writing = False
            raise
        self._leave(False)

    def _leave(self, reader):
        with self._changed:
            if reader:
                self._readers -= 1
            else:
                self._writing = False
            self._changed.notify_all()
