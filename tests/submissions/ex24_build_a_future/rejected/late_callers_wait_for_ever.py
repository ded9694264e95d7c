# must fail: a_late_caller_gets_the_value, the_exception_is_raised, every_waiter_is_woken
# kind: deadlock
# why: notify_all and a flag against setting twice, but nobody looks before waiting
import threading


class Promise:
    def __init__(self):
        self.condition = threading.Condition()
        self.done = False
        self.value = self.error = None

    def set_result(self, value):
        with self.condition:
            if self.done:
                raise RuntimeError("set twice")
            self.done, self.value = True, value
            self.condition.notify_all()

    def set_exception(self, error):
        with self.condition:
            if self.done:
                raise RuntimeError("set twice")
            self.done, self.error = True, error
            self.condition.notify_all()

    def result(self, timeout=None):
        with self.condition:
            if not self.condition.wait(timeout):
                raise TimeoutError
        if self.error is not None:
            raise self.error
        return self.value
