# must fail: a_waiter_is_woken_at_once
# kind: too_slow
# why: goes round in a loop until the flag is up, at the cost of a whole CPU
import threading
import time


class Promise:
    def __init__(self):
        self.lock = threading.Lock()
        self.done = False

    def settle(self, value, error):
        with self.lock:
            if self.done:
                raise RuntimeError("set twice")
            self.value, self.error, self.done = value, error, True

    def set_result(self, value):
        self.settle(value, None)

    def set_exception(self, error):
        self.settle(None, error)

    def result(self, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        while not self.done:
            if end is not None and time.monotonic() >= end:
                raise TimeoutError
        if self.error is not None:
            raise self.error
        return self.value
