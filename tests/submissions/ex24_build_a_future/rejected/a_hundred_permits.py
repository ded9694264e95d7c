# must fail: a_late_caller_gets_the_value
# kind: deadlock
# why: the outcome is given a hundred times, and who asks after that waits for ever
import threading


class Promise:
    def __init__(self):
        self._lock = threading.Lock()
        self._permits = threading.Semaphore(0)
        self._outcome = None

    def _settle(self, value, error):
        with self._lock:
            if self._outcome is not None:
                raise RuntimeError("there is an outcome already")
            self._outcome = value, error
        self._permits.release(100)

    def set_result(self, value):
        self._settle(value, None)

    def set_exception(self, error):
        self._settle(None, error)

    def result(self, timeout=None):
        limit = {"blocking": False} if timeout == 0 else {"timeout": timeout}
        if not self._permits.acquire(**limit):
            raise TimeoutError
        value, error = self._outcome
        if error is not None:
            raise error
        return value
