# must fail: every_value_is_a_value
# kind: wrong_result
# why: waits as long as the value is None, so it never sees a value that is None
import threading


class Promise:
    def __init__(self):
        self.condition = threading.Condition()
        self.value = self.error = None

    def _refuse_second(self):
        if self.value is not None or self.error is not None:
            raise RuntimeError("set twice")

    def set_result(self, value):
        with self.condition:
            self._refuse_second()
            self.value = value
            self.condition.notify_all()

    def set_exception(self, error):
        with self.condition:
            self._refuse_second()
            self.error = error
            self.condition.notify_all()

    def result(self, timeout=None):
        with self.condition:
            there = lambda: self.value is not None or self.error is not None
            if not self.condition.wait_for(there, timeout):
                raise TimeoutError
        if self.error is not None:
            raise self.error
        return self.value
