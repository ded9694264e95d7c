# must fail: a_closed_buffer_gives_what_is_left
# kind: deadlock
# why: close gives a hundred permits at each end, and more may wait, or ask later
from collections import deque
from threading import Lock, Semaphore


class BoundedBuffer:
    def __init__(self, capacity):
        self.room = Semaphore(capacity)
        self.filled = Semaphore(0)
        self.lock = Lock()
        self.items = deque()
        self.closed = False

    def put(self, item):
        self.room.acquire()
        with self.lock:
            if self.closed:
                raise ValueError("closed")
            self.items.append(item)
        self.filled.release()

    def get(self):
        self.filled.acquire()
        with self.lock:
            if not self.items:
                raise EOFError("closed and empty")
            item = self.items.popleft()
        self.room.release()
        return item

    def close(self):
        with self.lock:
            self.closed = True
        for _ in range(100):
            self.room.release()
            self.filled.release()
