# style: no condition at all: a lock, and a look every few milliseconds
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
        while True:
            with self.lock:
                if self.closed:
                    raise ValueError("closed")
                if len(self.items) < self.capacity:
                    self.items.append(item)
                    return
            time.sleep(0.002)

    def get(self):
        while True:
            with self.lock:
                if self.items:
                    return self.items.popleft()
                if self.closed:
                    raise EOFError("closed")
            time.sleep(0.002)

    def close(self):
        self.closed = True
