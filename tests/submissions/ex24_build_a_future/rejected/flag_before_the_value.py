# must fail: every_waiter_is_woken
# kind: race
# why: the event is set before the value is there
import threading


class Promise:
    def __init__(self):
        self.lock = threading.Lock()
        self.ready = threading.Event()
        self.value = self.error = None

    def settle(self, value, error):
        with self.lock:
            if self.ready.is_set():
                raise RuntimeError("set twice")
            self.ready.set()
        self.value, self.error = value, error

    def set_result(self, value):
        self.settle(value, None)

    def set_exception(self, error):
        self.settle(None, error)

    def result(self, timeout=None):
        if not self.ready.wait(timeout):
            raise TimeoutError
        if self.error is not None:
            raise self.error
        return self.value
