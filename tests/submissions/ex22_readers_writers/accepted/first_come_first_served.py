# style: first come, first served: a line of those who wait, each with a ticket
import threading
from collections import deque
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.line = deque()
        self.inside = []

    @contextmanager
    def _inside(self, kind):
        ticket = object()
        with self.changed:
            self.line.append(ticket)
            while self.line[0] is not ticket or not self._fits(kind):
                self.changed.wait()
            self.line.popleft()
            self.inside.append(kind)
            self.changed.notify_all()
        try:
            yield
        finally:
            with self.changed:
                self.inside.remove(kind)
                self.changed.notify_all()

    def _fits(self, kind):
        return not self.inside or (kind == "r" and "w" not in self.inside)

    def reading(self):
        return self._inside("r")

    def writing(self):
        return self._inside("w")
