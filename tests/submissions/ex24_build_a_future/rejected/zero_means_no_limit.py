# must fail: it_gives_up_in_time
# kind: deadlock
# why: `timeout or None`: a limit of 0 seconds becomes no limit
import threading


class Promise:
    def __init__(self):
        self.condition = threading.Condition(threading.Lock())
        self.done = False
        self.value = self.error = None

    def settle(self, value, error):
        with self.condition:
            if self.done:
                raise RuntimeError("set twice")
            self.value, self.error, self.done = value, error, True
            self.condition.notify_all()

    def set_result(self, value):
        self.settle(value, None)

    def set_exception(self, error):
        self.settle(None, error)

    def result(self, timeout=None):
        with self.condition:
            if not self.condition.wait_for(lambda: self.done, timeout or None):
                raise TimeoutError
        if self.error is not None:
            raise self.error
        return self.value
