# must fail: every_waiter_is_woken
# kind: deadlock
# why: the outcome is remembered, but notify() wakes only one of those who wait
import threading


class Promise:
    def __init__(self):
        self.condition = threading.Condition()
        self.outcome = None

    def set_result(self, value):
        self.settle(("value", value))

    def set_exception(self, error):
        self.settle(("error", error))

    def settle(self, outcome):
        with self.condition:
            if self.outcome:
                raise RuntimeError("set twice")
            self.outcome = outcome
            self.condition.notify()

    def result(self, timeout=None):
        with self.condition:
            if not self.condition.wait_for(lambda: self.outcome, timeout):
                raise TimeoutError
        kind, it = self.outcome
        if kind == "error":
            raise it
        return it
