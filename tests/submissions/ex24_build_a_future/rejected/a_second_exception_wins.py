# must fail: the_first_outcome_stays
# kind: wrong_result
# why: each setter looks for an outcome, but not set_exception for an exception
import threading

EMPTY = object()


class Promise:
    def __init__(self):
        self._changed = threading.Condition()
        self._value = EMPTY
        self._error = EMPTY

    def set_result(self, value):
        with self._changed:
            if self._value is not EMPTY or self._error is not EMPTY:
                raise RuntimeError("already set")
            self._value = value
            self._changed.notify_all()

    def set_exception(self, error):
        with self._changed:
            if self._value is not EMPTY:
                raise RuntimeError("already set")
            self._error = error
            self._changed.notify_all()

    def result(self, timeout=None):
        with self._changed:
            there = self._changed.wait_for(
                lambda: self._value is not EMPTY or self._error is not EMPTY, timeout
            )
            if not there:
                raise TimeoutError
            if self._error is not EMPTY:
                raise self._error
            return self._value
