# must fail: a_waiter_is_woken_at_once
# kind: too_slow
# why: who has a time limit looks every ten milliseconds; only who has none is woken
import threading
import time


class Promise:
    def __init__(self):
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._outcome = None

    def _settle(self, value, error):
        with self._lock:
            if self._outcome is not None:
                raise RuntimeError("there is an outcome already")
            self._outcome = value, error
        self._ready.set()

    def set_result(self, value):
        self._settle(value, None)

    def set_exception(self, error):
        self._settle(None, error)

    def result(self, timeout=None):
        if timeout is None:
            self._ready.wait()
        else:
            end = time.monotonic() + timeout
            while not self._ready.is_set():
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                time.sleep(min(left, 10 / 1000))
        value, error = self._outcome
        if error is not None:
            raise error
        return value
