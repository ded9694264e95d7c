# must fail: nobody_sees_it_half_made
# kind: race
# why: a minute is not for ever: after that the value may still not be there
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._made = False
        self._value = None

    def get(self):
        if not self._made:
            held = self._lock.acquire(timeout=60)
            try:
                if held and not self._made:
                    self._value = self._factory()
                    self._made = True
            finally:
                if held:
                    self._lock.release()
        return self._value
