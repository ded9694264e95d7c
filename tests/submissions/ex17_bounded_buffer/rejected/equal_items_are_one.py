# must fail: items_keep_their_order
# kind: deadlock
# why: a dict keeps the order, but of two equal items only one
import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = {}
        self.closed = False
        lock = threading.Lock()
        self.not_full = threading.Condition(lock)
        self.not_empty = threading.Condition(lock)

    def put(self, item):
        with self.not_full:
            self.not_full.wait_for(lambda: self.closed or len(self.items) < self.capacity)
            if self.closed:
                raise ValueError("closed")
            self.items[item] = True
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.closed or self.items)
            if not self.items:
                raise EOFError("closed and empty")
            item = next(iter(self.items))
            del self.items[item]
            self.not_full.notify()
            return item

    def close(self):
        with self.not_full:
            self.closed = True
            self.not_full.notify_all()
            self.not_empty.notify_all()
