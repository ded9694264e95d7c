# style: two conditions on one lock, acquire and try/finally, a ring of fixed size
import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.ring = [None] * capacity
        self.first = 0
        self.count = 0
        self.closed = False
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def put(self, item):
        self.lock.acquire()
        try:
            while self.count == len(self.ring):
                if self.closed:
                    break
                self.not_full.wait()
            if self.closed:
                raise ValueError("closed")
            self.ring[(self.first + self.count) % len(self.ring)] = item
            self.count += 1
            self.not_empty.notify()
        finally:
            self.lock.release()

    def get(self):
        self.lock.acquire()
        try:
            while self.count == 0:
                if self.closed:
                    raise EOFError("closed")
                self.not_empty.wait()
            item, self.ring[self.first] = self.ring[self.first], None
            self.first = (self.first + 1) % len(self.ring)
            self.count -= 1
            self.not_full.notify()
            return item
        finally:
            self.lock.release()

    def close(self):
        with self.lock:
            self.closed = True
            self.not_full.notify_all()
            self.not_empty.notify_all()
