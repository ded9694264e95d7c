# must fail: items_keep_their_order
# kind: deadlock
# why: None marks a free place, so an item that is None is never seen
import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.places = deque([None] * capacity)
        self.count = 0
        self.closed = False
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def put(self, item):
        with self.lock:
            while self.places.count(None) == 0 and not self.closed:
                self.not_full.wait()
            if self.closed:
                raise ValueError("closed")
            self.places[self.places.index(None)] = item
            self.not_empty.notify()

    def get(self):
        with self.lock:
            while self.places[0] is None and not self.closed:
                self.not_empty.wait()
            if self.places[0] is None:
                raise EOFError("closed and empty")
            item = self.places.popleft()
            self.places.append(None)
            self.not_full.notify()
            return item

    def close(self):
        with self.lock:
            self.closed = True
            self.not_full.notify_all()
            self.not_empty.notify_all()
