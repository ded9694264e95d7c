# must fail: the_exception_is_raised, every_waiter_is_woken
# kind: deadlock
# why: the outcome may come between looking and waiting, and then the call is lost
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
            self.condition.notify_all()

    def result(self, timeout=None):
        if not self.outcome:
            with self.condition:
                if not self.condition.wait(timeout):
                    raise TimeoutError
        kind, it = self.outcome
        if kind == "error":
            raise it
        return it
