# style: the attribute does not exist before the value does; AttributeError leads to the lock
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.RLock()

    def get(self):
        try:
            return self._value
        except AttributeError:
            pass
        with self._lock:
            if not hasattr(self, "_value"):
                factory = self._factory
                self._value = factory()
                self._factory = None
            return self._value
