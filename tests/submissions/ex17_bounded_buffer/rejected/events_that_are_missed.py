# must fail: every_item_comes_out_once
# kind: deadlock
# why: the event is cleared after the look, so news in between is missed
import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        self.lock = threading.Lock()
        self.changed = threading.Event()

    def put(self, item):
        while True:
            with self.lock:
                if self.closed:
                    raise ValueError("closed")
                if len(self.items) < self.capacity:
                    self.items.append(item)
                    self.changed.set()
                    return
            self.changed.clear()
            self.changed.wait()

    def get(self):
        while True:
            with self.lock:
                if self.items:
                    self.changed.set()
                    return self.items.popleft()
                if self.closed:
                    raise EOFError("closed and empty")
            self.changed.clear()
            self.changed.wait()

    def close(self):
        with self.lock:
            self.closed = True
            self.changed.set()
