# must fail: nobody_waits_for_ever
# kind: deadlock
# why: two are woken, one for each side: but both may be getters when only a putter could go on
import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        self.changed = threading.Condition()

    def put(self, item):
        with self.changed:
            while len(self.items) == self.capacity and not self.closed:
                self.changed.wait()
            if self.closed:
                raise ValueError("closed")
            self.items.append(item)
            self.changed.notify(2)

    def get(self):
        with self.changed:
            while not self.items and not self.closed:
                self.changed.wait()
            if not self.items:
                raise EOFError("closed and empty")
            item = self.items.popleft()
            self.changed.notify(2)
            return item

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
