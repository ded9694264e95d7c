# must fail: nobody_waits_for_ever
# kind: deadlock
# why: the conditions belong to all buffers: a notify may wake somebody at another one
import threading
from collections import deque


class BoundedBuffer:
    lock = threading.Lock()
    not_full = threading.Condition(lock)
    not_empty = threading.Condition(lock)

    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False

    def put(self, item):
        with self.lock:
            while len(self.items) == self.capacity and not self.closed:
                self.not_full.wait()
            if self.closed:
                raise ValueError("closed")
            self.items.append(item)
            self.not_empty.notify()

    def get(self):
        with self.lock:
            while not self.items and not self.closed:
                self.not_empty.wait()
            if not self.items:
                raise EOFError("closed and empty")
            item = self.items.popleft()
            self.not_full.notify()
            return item

    def close(self):
        with self.lock:
            self.closed = True
            self.not_full.notify_all()
            self.not_empty.notify_all()
