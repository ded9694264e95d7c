# must fail: made_at_the_first_get
# kind: wrong_result
# why: == asks the value whether it is the sentinel, and a value may equal everything
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._value = MISSING

    def get(self):
        if self._value == MISSING:
            with self._lock:
                if self._value == MISSING:
                    self._value = self._factory()
        return self._value
