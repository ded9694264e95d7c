# must fail: made_at_the_first_get
# kind: wrong_result
# why: Ellipsis is a value as well, and a factory may return it
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._value = ...

    def get(self):
        if self._value is ...:
            with self._lock:
                if self._value is ...:
                    self._value = self._factory()
        return self._value
