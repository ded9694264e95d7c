# must fail: every_value_is_a_value
# kind: wrong_result
# why: asks with == whether there is a value, and leaves the answer to that value
import threading

NOTHING = object()


class Promise:
    def __init__(self):
        self._changed = threading.Condition()
        self._value = NOTHING
        self._error = None

    def _is_open(self):
        return self._value == NOTHING and self._error is None

    def set_result(self, value):
        with self._changed:
            if not self._is_open():
                raise RuntimeError("already set")
            self._value = value
            self._changed.notify_all()

    def set_exception(self, error):
        with self._changed:
            if not self._is_open():
                raise RuntimeError("already set")
            self._error = error
            self._changed.notify_all()

    def result(self, timeout=None):
        with self._changed:
            if not self._changed.wait_for(lambda: not self._is_open(), timeout):
                raise TimeoutError
            if self._error is not None:
                raise self._error
            return self._value
