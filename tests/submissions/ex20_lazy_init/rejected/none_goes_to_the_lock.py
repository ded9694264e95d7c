# must fail: reading_waits_for_nobody
# kind: not_concurrent
# why: right, but the look without the lock takes None for missing: then every read takes the lock
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._made = False
        self._value = None

    def get(self):
        if self._value is None:
            with self._lock:
                if not self._made:
                    self._value = self._factory()
                    self._made = True
        return self._value
