# must fail: every_value_is_a_value
# kind: wrong_result
# why: tells the two outcomes apart by their type, so an exception object as a value is raised
import threading


class Promise:
    def __init__(self):
        self.lock = threading.Lock()
        self.ready = threading.Event()

    def set_result(self, value):
        with self.lock:
            if self.ready.is_set():
                raise RuntimeError("set twice")
            self.value = value
            self.ready.set()

    set_exception = set_result

    def result(self, timeout=None):
        if not self.ready.wait(timeout):
            raise TimeoutError
        if isinstance(self.value, Exception):
            raise self.value
        return self.value
