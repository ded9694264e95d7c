# style: a subclass of Event, with one box that setdefault fills only once
from threading import Event


class Promise(Event):
    def __init__(self):
        super().__init__()
        self._box = {}

    def set_result(self, value):
        self._settle((True, value))

    def set_exception(self, error):
        self._settle((False, error))

    def _settle(self, outcome):
        if self._box.setdefault("outcome", outcome) is not outcome:
            raise RuntimeError("a promise is kept once")
        self.set()

    def result(self, timeout=None):
        if self.wait(timeout):
            good, it = self._box["outcome"]
            if good:
                return it
            raise it
        raise TimeoutError(timeout)
