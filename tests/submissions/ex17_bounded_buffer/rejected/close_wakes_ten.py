# must fail: close_wakes_everybody
# kind: deadlock
# why: close wakes ten at each end, and there may be more
import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        lock = threading.Lock()
        self.not_full = threading.Condition(lock)
        self.not_empty = threading.Condition(lock)

    def put(self, item):
        with self.not_full:
            self.not_full.wait_for(lambda: self.closed or len(self.items) < self.capacity)
            if self.closed:
                raise ValueError("closed")
            self.items.append(item)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.closed or self.items)
            if not self.items:
                raise EOFError("closed and empty")
            item = self.items.popleft()
            self.not_full.notify()
            return item

    def close(self):
        with self.not_full:
            self.closed = True
            self.not_full.notify(10)
            self.not_empty.notify(10)
