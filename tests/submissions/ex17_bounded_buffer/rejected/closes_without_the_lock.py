# must fail: nothing_is_lost_at_closing_time
# kind: race
# why: a put that has seen the buffer open still gets its item in after the last get
import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        self.not_full = threading.Condition()
        self.not_empty = threading.Condition()

    def put(self, item):
        with self.not_full:
            while len(self.items) == self.capacity and not self.closed:
                self.not_full.wait()
            if self.closed:
                raise ValueError("closed")
            self.items.append(item)
        with self.not_empty:
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items and not self.closed:
                self.not_empty.wait()
            if not self.items:
                raise EOFError("closed and empty")
            item = self.items.popleft()
        with self.not_full:
            self.not_full.notify()
        return item

    def close(self):
        self.closed = True
        with self.not_full:
            self.not_full.notify_all()
        with self.not_empty:
            self.not_empty.notify_all()
