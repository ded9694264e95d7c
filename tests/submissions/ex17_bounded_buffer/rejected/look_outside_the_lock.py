# must fail: every_item_comes_out_once
# kind: race
# why: the look and the act are two steps; two getters see the same item
import threading
import time
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        self.lock = threading.Lock()

    def put(self, item):
        while len(self.items) >= self.capacity and not self.closed:
            time.sleep(0.001)
        if self.closed:
            raise ValueError("closed")
        with self.lock:
            self.items.append(item)

    def get(self):
        while not self.items and not self.closed:
            time.sleep(0.001)
        if not self.items:
            raise EOFError("closed and empty")
        with self.lock:
            return self.items.popleft()

    def close(self):
        self.closed = True
