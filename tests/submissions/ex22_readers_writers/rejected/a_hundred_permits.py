# must fail: readers_overlap
# kind: not_concurrent
# why: a hundred permits are a limit too
import threading
from contextlib import contextmanager

MOST = 100


class ReadWriteLock:
    def __init__(self):
        self._turnstile = threading.Lock()
        self._room = threading.Semaphore(MOST)

    @contextmanager
    def reading(self):
        with self._turnstile:
            self._room.acquire()
        try:
            yield
        finally:
            self._room.release()

    @contextmanager
    def writing(self):
        with self._turnstile:
            for _permit in range(MOST):
                self._room.acquire()
        try:
            yield
        finally:
            self._room.release(MOST)
