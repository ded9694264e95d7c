# must fail: every_item_comes_out_once
# kind: race
# why: whoever has waited for an item for a minute gets None instead
import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

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
                if not self.not_empty.wait(60):
                    return None
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
