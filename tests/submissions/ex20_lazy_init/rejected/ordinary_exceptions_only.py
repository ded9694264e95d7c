# must fail: a_failed_attempt_is_not_the_last
# kind: deadlock
# why: KeyboardInterrupt is no Exception: after a Ctrl-C the lock stays taken
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._box = []

    def get(self):
        if not self._box:
            self._lock.acquire()
            try:
                if not self._box:
                    self._box.append(self._factory())
            except Exception:
                self._lock.release()
                raise
            self._lock.release()
        return self._box[0]
