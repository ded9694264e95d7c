# must fail: the_first_outcome_stays
# kind: wrong_result
# why: the first outcome stays, but whoever sets a second one is told nothing
import threading


class Promise:
    def __init__(self):
        self.condition = threading.Condition()
        self.outcome = None

    def settle(self, outcome):
        with self.condition:
            if self.outcome is None:
                self.outcome = outcome
                self.condition.notify_all()

    def set_result(self, value):
        self.settle(("value", value))

    def set_exception(self, error):
        self.settle(("error", error))

    def result(self, timeout=None):
        with self.condition:
            if not self.condition.wait_for(lambda: self.outcome, timeout):
                raise TimeoutError
        kind, it = self.outcome
        if kind == "error":
            raise it
        return it
