# must fail: a_failed_attempt_is_not_the_last
# kind: wrong_result
# why: the second failure is kept for ever
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._failures = []
        self._box = []

    def get(self):
        if not self._box:
            with self._lock:
                if len(self._failures) == 2:
                    raise self._failures[-1]
                if not self._box:
                    try:
                        self._box.append(self._factory())
                    except BaseException as error:
                        self._failures.append(error)
                        raise
        return self._box[0]
