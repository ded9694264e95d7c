# must fail: the_factory_is_called_once
# kind: deadlock
# why: the call wakes one of those who wait, and a third reader waits for ever
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._changed = threading.Condition()
        self._making = False
        self._box = []

    def get(self):
        if self._box:
            return self._box[0]
        with self._changed:
            self._changed.wait_for(lambda: not self._making)
            if self._box:
                return self._box[0]
            self._making = True
        try:
            self._box.append(self._factory())
        finally:
            with self._changed:
                self._making = False
                self._changed.notify()
        return self._box[0]
