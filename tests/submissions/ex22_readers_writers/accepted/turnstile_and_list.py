# style: a writer keeps the turnstile until it leaves; the readers that are in stand in a list
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self._turnstile = threading.Lock()
        self._empty = threading.Condition()
        self._readers = []

    @contextmanager
    def reading(self):
        permit = object()
        with self._turnstile, self._empty:
            self._readers.append(permit)
        try:
            yield
        finally:
            with self._empty:
                self._readers.remove(permit)
                self._empty.notify_all()

    @contextmanager
    def writing(self):
        with self._turnstile:
            with self._empty:
                self._empty.wait_for(lambda: not self._readers)
            yield
