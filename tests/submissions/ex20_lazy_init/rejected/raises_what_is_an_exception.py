# must fail: made_at_the_first_get
# kind: exception
# why: an exception object is a value too, when the factory returns it
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._box = []

    def get(self):
        if not self._box:
            with self._lock:
                if not self._box:
                    try:
                        value = self._factory()
                    except BaseException as error:
                        value = error
                    if isinstance(value, BaseException):
                        raise value
                    self._box.append(value)
        return self._box[0]
