# must fail: a_late_caller_gets_the_value
# kind: race
# why: who passes the gate closes it for a moment, and who will not wait finds it closed
import threading


class Promise:
    def __init__(self):
        self.gate = threading.Semaphore(0)
        self.lock = threading.Lock()
        self.done = False

    def settle(self, value, error):
        with self.lock:
            if self.done:
                raise RuntimeError("set twice")
            self.value, self.error, self.done = value, error, True
        self.gate.release()

    def set_result(self, value):
        self.settle(value, None)

    def set_exception(self, error):
        self.settle(None, error)

    def result(self, timeout=None):
        if not self.gate.acquire(timeout=timeout):
            raise TimeoutError
        self.gate.release()
        if self.error is not None:
            raise self.error
        return self.value
