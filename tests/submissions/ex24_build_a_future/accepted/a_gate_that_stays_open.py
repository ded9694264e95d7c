# style: a lock that is taken from the start is the gate; whoever passes leaves it open
import threading


class Promise:
    def __init__(self):
        self._gate = threading.Lock()
        self._gate.acquire()
        self._tickets = [None]  # only one can be taken, and list.pop is atomic
        self._open = False

    def _set(self, value, error):
        try:
            self._tickets.pop()
        except IndexError:
            raise RuntimeError("set already") from None
        self._value, self._error = value, error
        self._open = True
        self._gate.release()

    def set_result(self, value):
        self._set(value, None)

    def set_exception(self, error):
        self._set(None, error)

    def result(self, timeout=None):
        if not self._open:
            if not self._gate.acquire(timeout=-1 if timeout is None else timeout):
                # Another one may be passing through the open gate at this very moment.
                if not self._open:
                    raise TimeoutError
            else:
                self._gate.release()
        if self._error is not None:
            raise self._error
        return self._value
