# must fail: the_exception_is_raised, every_waiter_is_woken
# kind: deadlock
# why: a queue of one place: whoever takes the outcome out leaves nothing for the others
import queue


class Promise:
    def __init__(self):
        self.box = queue.Queue(1)

    def settle(self, outcome):
        try:
            self.box.put_nowait(outcome)
        except queue.Full:
            raise RuntimeError("set twice") from None

    def set_result(self, value):
        self.settle(("value", value))

    def set_exception(self, error):
        self.settle(("error", error))

    def result(self, timeout=None):
        try:
            kind, it = self.box.get(timeout=timeout) if timeout != 0 else self.box.get_nowait()
        except queue.Empty:
            raise TimeoutError from None
        if kind == "error":
            raise it
        return it
