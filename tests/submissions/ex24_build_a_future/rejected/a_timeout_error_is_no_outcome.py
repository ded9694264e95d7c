# must fail: the_exception_is_raised
# kind: wrong_result
# why: a TimeoutError that was set is taken for one's own, and a new one is raised
import threading


class Promise:
    def __init__(self):
        self._changed = threading.Condition()
        self._outcome = None

    def _settle(self, value, error):
        with self._changed:
            if self._outcome is not None:
                raise RuntimeError("there is an outcome already")
            self._outcome = value, error
            self._changed.notify_all()

    def set_result(self, value):
        self._settle(value, None)

    def set_exception(self, error):
        self._settle(None, error)

    def _wait(self, timeout):
        with self._changed:
            if not self._changed.wait_for(lambda: self._outcome, timeout):
                raise TimeoutError
        value, error = self._outcome
        if error is not None:
            raise error
        return value

    def result(self, timeout=None):
        try:
            return self._wait(timeout)
        except TimeoutError:
            raise TimeoutError(f"no outcome in {timeout} seconds") from None
