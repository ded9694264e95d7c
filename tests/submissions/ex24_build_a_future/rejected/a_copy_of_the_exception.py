# must fail: the_exception_is_raised
# kind: wrong_result
# why: raises a new exception of that type, not the one that was set
import threading


class Promise:
    def __init__(self):
        self.lock = threading.Lock()
        self.ready = threading.Event()
        self.error = None

    def settle(self, value, error):
        with self.lock:
            if self.ready.is_set():
                raise RuntimeError("set twice")
            self.value, self.error = value, error
            self.ready.set()

    def set_result(self, value):
        self.settle(value, None)

    def set_exception(self, error):
        self.settle(None, error)

    def result(self, timeout=None):
        if not self.ready.wait(timeout):
            raise TimeoutError
        if self.error is not None:
            raise type(self.error)(*self.error.args)
        return self.value
