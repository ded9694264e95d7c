# must fail: a_failed_attempt_is_not_the_last
# kind: deadlock
# why: there are more exceptions than these: after any other the lock stays taken
import threading

MISSING = object()


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._value = MISSING

    def get(self):
        if self._value is MISSING:
            self._lock.acquire()
            try:
                if self._value is MISSING:
                    self._value = self._factory()
            except (Exception, SystemExit, KeyboardInterrupt):
                self._lock.release()
                raise
            self._lock.release()
        return self._value
