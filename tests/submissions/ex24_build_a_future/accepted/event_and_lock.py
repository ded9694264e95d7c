# style: an Event for the waiting, a Lock for who is first
import threading


class Promise:
    def __init__(self):
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._outcome = ()

    def _first(self, *outcome):
        with self._lock:
            if self._outcome:
                raise RuntimeError("set twice")
            self._outcome = outcome
        self._ready.set()

    def set_result(self, value):
        self._first("value", value)

    def set_exception(self, error):
        self._first("error", error)

    def result(self, timeout=None):
        if not self._ready.wait(timeout):
            raise TimeoutError
        kind, it = self._outcome
        if kind == "error":
            raise it
        return it
