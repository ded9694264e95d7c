# must fail: a_failed_attempt_is_not_the_last
# kind: wrong_result
# why: the caller gets a new exception of that type, not the one of the factory
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
                        self._box.append(self._factory())
                    except BaseException as error:
                        raise type(error)(*error.args) from None
        return self._box[0]
