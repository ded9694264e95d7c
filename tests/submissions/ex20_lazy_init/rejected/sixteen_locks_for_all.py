# must fail: lazy_objects_are_independent
# kind: deadlock
# why: sixteen locks for all objects: two of them share one sooner or later
import itertools
import threading

LOCKS = [threading.Lock() for _ in range(16)]
NUMBERS = itertools.count()


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._lock = LOCKS[next(NUMBERS) % 16]
        self._box = []

    def get(self):
        if not self._box:
            with self._lock:
                if not self._box:
                    self._box.append(self._factory())
        return self._box[0]
