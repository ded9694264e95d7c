# must fail: made_at_the_first_get
# kind: wrong_result
# why: the value takes the place of the factory: one that can be called is called as well
import threading


class Lazy:
    def __init__(self, factory):
        # First the factory, later the value.
        self._content = factory
        self._lock = threading.Lock()

    def get(self):
        content = self._content
        if callable(content):
            with self._lock:
                if callable(self._content):
                    self._content = self._content()
                content = self._content
        return content
