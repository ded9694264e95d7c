# must fail: the_first_outcome_stays
# kind: race
# why: two setters both find the event unset before either sets it
import threading


class Promise:
    def __init__(self):
        self.ready = threading.Event()
        self.outcome = None

    def settle(self, outcome):
        if self.ready.is_set():
            raise RuntimeError("set twice")
        self.outcome = outcome
        self.ready.set()

    def set_result(self, value):
        self.settle(("value", value))

    def set_exception(self, error):
        self.settle(("error", error))

    def result(self, timeout=None):
        if not self.ready.wait(timeout):
            raise TimeoutError
        kind, it = self.outcome
        if kind == "error":
            raise it
        return it
