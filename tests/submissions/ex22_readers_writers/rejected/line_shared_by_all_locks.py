# must fail: two_locks_are_independent
# kind: deadlock
# why: the list of waiting writers is kept in the class: one lock's writer stops the others' readers
import threading
from contextlib import contextmanager


class ReadWriteLock:
    _waiting = []

    def __init__(self):
        self._changed = threading.Condition()
        self._readers = 0
        self._writing = False

    @contextmanager
    def reading(self):
        with self._changed:
            while self._writing or self._waiting:
                self._changed.wait()
            self._readers += 1
        try:
            yield
        finally:
            self._leave(True)

    @contextmanager
    def writing(self):
        with self._changed:
            self._waiting.append(threading.current_thread())
            while self._writing or self._readers:
                self._changed.wait()
            self._waiting.remove(threading.current_thread())
            self._writing = True
        try:
            yield
        finally:
            self._leave(False)

    def _leave(self, reader):
        with self._changed:
            if reader:
                self._readers -= 1
            else:
                self._writing = False
            self._changed.notify_all()
