# must fail: the_exception_is_raised
# kind: deadlock
# why: a value wakes everybody, but an exception only one of those who wait
import threading


class Promise:
    def __init__(self):
        self._changed = threading.Condition()
        self._done = False
        self._value = None
        self._error = None

    def set_result(self, value):
        with self._changed:
            if self._done:
                raise RuntimeError("already set")
            self._value = value
            self._done = True
            self._changed.notify_all()

    def set_exception(self, error):
        with self._changed:
            if self._done:
                raise RuntimeError("already set")
            self._error = error
            self._done = True
            self._changed.notify()

    def result(self, timeout=None):
        with self._changed:
            if not self._changed.wait_for(lambda: self._done, timeout):
                raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._value
