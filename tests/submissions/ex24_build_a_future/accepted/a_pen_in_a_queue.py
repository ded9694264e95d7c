# style: a pen that only one can take out of a queue, and an Event that says that it was used
import queue
import threading


class Promise:
    def __init__(self):
        self._pen = queue.SimpleQueue()
        self._pen.put("pen")
        self._there = threading.Event()

    def _settle(self, error, value):
        try:
            self._pen.get_nowait()
        except queue.Empty:
            raise RuntimeError("has an outcome") from None
        self._error, self._value = error, value
        self._there.set()

    def set_result(self, value):
        self._settle(None, value)

    def set_exception(self, error):
        self._settle(error, None)

    def result(self, timeout=None):
        if not self._there.wait(timeout):
            raise TimeoutError("not yet")
        if self._error is not None:
            raise self._error
        return self._value
