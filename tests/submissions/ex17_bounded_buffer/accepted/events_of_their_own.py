# style: everybody who waits leaves a slip with an event of their own, and is served in turn
import threading
from collections import deque


class Slip:
    def __init__(self, item=None):
        self.item = item
        self.served = False
        self.called = threading.Event()


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.putters = deque()
        self.getters = deque()
        self.closed = False
        self.lock = threading.Lock()

    def put(self, item):
        slip = Slip(item)
        with self.lock:
            if self.closed:
                raise ValueError("closed")
            self.putters.append(slip)
            self.serve()
        slip.called.wait()
        if not slip.served:
            raise ValueError("closed")

    def get(self):
        slip = Slip()
        with self.lock:
            self.getters.append(slip)
            self.serve()
        slip.called.wait()
        if not slip.served:
            raise EOFError("closed and empty")
        return slip.item

    def close(self):
        with self.lock:
            self.closed = True
            while self.putters:
                self.putters.popleft().called.set()
            self.serve()

    def serve(self):
        while True:
            if self.putters and len(self.items) < self.capacity:
                slip = self.putters.popleft()
                self.items.append(slip.item)
            elif self.getters and self.items:
                slip = self.getters.popleft()
                slip.item = self.items.popleft()
            else:
                break
            slip.served = True
            slip.called.set()
        while self.closed and self.getters:
            self.getters.popleft().called.set()
