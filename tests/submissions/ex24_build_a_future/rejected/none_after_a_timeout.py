# must fail: it_gives_up_in_time
# kind: wrong_result
# why: nobody looks at what wait() returned, so a timeout gives None
import threading


class Promise:
    def __init__(self):
        self.condition = threading.Condition()
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
            if not self.done:
                self.condition.wait(timeout)
        if self.error is not None:
            raise self.error
        return self.value
