# must fail: the_exception_is_raised
# kind: wrong_result
# why: an exception that counts as false is taken for none
import threading


class Promise:
    def __init__(self):
        self._changed = threading.Condition()
        self._there = False
        self._value = self._error = None

    def _settle(self, value, error):
        with self._changed:
            if self._there:
                raise RuntimeError("there is an outcome already")
            self._there, self._value, self._error = True, value, error
            self._changed.notify_all()

    def set_result(self, value):
        self._settle(value, None)

    def set_exception(self, error):
        self._settle(None, error)

    def result(self, timeout=None):
        with self._changed:
            if not self._changed.wait_for(lambda: self._there, timeout):
                raise TimeoutError
        if self._error:
            raise self._error
        return self._value
