# must fail: readers_overlap
# kind: not_concurrent
# why: a writer that leaves wakes one reader: the others wait until that one has left
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        lock = threading.Lock()
        self._may_read = threading.Condition(lock)
        self._may_write = threading.Condition(lock)
        self._lock = lock
        self._readers = 0
        self._writing = False
        self._writers_waiting = 0

    def _next(self):
        if self._writers_waiting:
            if self._readers == 0:
                self._may_write.notify()
        else:
            self._may_read.notify()

    @contextmanager
    def reading(self):
        with self._lock:
            while self._writing or self._writers_waiting:
                self._may_read.wait()
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                self._next()

    @contextmanager
    def writing(self):
        with self._lock:
            self._writers_waiting += 1
            while self._writing or self._readers:
                self._may_write.wait()
            self._writers_waiting -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._lock:
                self._writing = False
                self._next()
