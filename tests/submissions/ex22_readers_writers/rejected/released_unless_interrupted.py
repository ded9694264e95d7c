# must fail: an_exception_releases_the_lock
# kind: deadlock
# why: whoever presses Ctrl-C in the block keeps the lock: there is a third exception beside the two
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
        except (Exception, SystemExit):
            self._leave(True)
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
        except (Exception, SystemExit):
            self._leave(False)
            raise
        self._leave(False)

    def _leave(self, reader):
        with self._changed:
            if reader:
                self._readers -= 1
            else:
                self._writing = False
            self._changed.notify_all()
