# must fail: an_exception_releases_the_lock
# kind: race
# why: whoever leaves by an exception takes the other readers off the list as well
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self._changed = threading.Condition()
        self._readers = set()
        self._writing = False
        self._writers_waiting = 0

    @contextmanager
    def reading(self):
        me = threading.get_ident()
        with self._changed:
            self._changed.wait_for(lambda: not self._writing and not self._writers_waiting)
            self._readers.add(me)
        try:
            yield
        except BaseException:
            # Whatever has happened, begin again with an empty room.
            with self._changed:
                self._readers.clear()
                self._changed.notify_all()
            raise
        with self._changed:
            self._readers.discard(me)
            self._changed.notify_all()

    @contextmanager
    def writing(self):
        with self._changed:
            self._writers_waiting += 1
            self._changed.wait_for(lambda: not self._writing and not self._readers)
            self._writers_waiting -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()
