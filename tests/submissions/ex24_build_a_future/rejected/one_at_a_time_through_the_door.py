# must fail: it_gives_up_in_time
# kind: wrong_result
# why: waits with a lock held, so whoever comes second waits at the lock, whatever its time limit is
import threading


class Promise:
    def __init__(self):
        self._asking = threading.Lock()
        self._setting = threading.Lock()
        self._there = threading.Event()
        self._value = None
        self._error = None

    def _settle(self, value, error):
        with self._setting:
            if self._there.is_set():
                raise RuntimeError("already set")
            self._value = value
            self._error = error
            self._there.set()

    def set_result(self, value):
        self._settle(value, None)

    def set_exception(self, error):
        self._settle(None, error)

    def result(self, timeout=None):
        with self._asking:
            if not self._there.wait(timeout):
                raise TimeoutError
            if self._error is not None:
                raise self._error
            return self._value
