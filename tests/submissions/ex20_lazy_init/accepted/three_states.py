# style: new, making, made: a Condition for those who come too early, a dict that changes once
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._made = {}
        self._making = False
        self._changed = threading.Condition()

    def get(self):
        if "value" in self._made:
            return self._made["value"]
        with self._changed:
            self._changed.wait_for(lambda: not self._making)
            if "value" in self._made:
                return self._made["value"]
            self._making = True
        try:
            value = self._factory()
            self._made["value"] = value
            return value
        finally:
            with self._changed:
                self._making = False
                self._changed.notify_all()
