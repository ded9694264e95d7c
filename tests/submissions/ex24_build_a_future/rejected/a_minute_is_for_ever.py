# must fail: it_gives_up_in_time
# kind: wrong_result
# why: whoever has no time limit gets one of a minute, and then a TimeoutError
import threading


class Promise:
    def __init__(self):
        self._changed = threading.Condition()
        self._done = False
        self._value = None
        self._error = None

    def _settle(self, value, error):
        with self._changed:
            if self._done:
                raise RuntimeError("already set")
            self._value = value
            self._error = error
            self._done = True
            self._changed.notify_all()

    def set_result(self, value):
        self._settle(value, None)

    def set_exception(self, error):
        self._settle(None, error)

    def result(self, timeout=None):
        if timeout is None:
            timeout = 60
        with self._changed:
            if not self._changed.wait_for(lambda: self._done, timeout):
                raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._value
