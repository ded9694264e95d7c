# style: a while loop around wait(), with a deadline counted by hand and short naps for Ctrl-C
import threading
import time

NOTHING = object()


class AlreadySet(RuntimeError):
    pass


class Promise:
    def __init__(self):
        self._condition = threading.Condition(threading.Lock())
        self._value = self._error = NOTHING

    def set_result(self, value):
        with self._condition:
            self._refuse_second()
            self._value = value
            self._condition.notify_all()

    def set_exception(self, error):
        with self._condition:
            self._refuse_second()
            self._error = error
            self._condition.notify_all()

    def _refuse_second(self):
        if self._value is not NOTHING or self._error is not NOTHING:
            raise AlreadySet

    def result(self, timeout=None):
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._condition:
            while self._value is NOTHING and self._error is NOTHING:
                left = 0.5 if deadline is None else min(0.5, deadline - time.monotonic())
                if left <= 0:
                    raise TimeoutError("too late")
                self._condition.wait(left)
            if self._error is not NOTHING:
                raise self._error
            return self._value
