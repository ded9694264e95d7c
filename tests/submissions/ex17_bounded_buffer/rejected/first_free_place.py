# must fail: items_keep_their_order
# kind: wrong_result
# why: a new item takes the first free place, before older ones: the oldest item is not the first
import threading

FREE = object()


class BoundedBuffer:
    def __init__(self, capacity):
        self.places = [FREE] * capacity
        self.closed = False
        self.changed = threading.Condition()

    def put(self, item):
        with self.changed:
            while FREE not in self.places and not self.closed:
                self.changed.wait()
            if self.closed:
                raise ValueError("closed")
            self.places[self.places.index(FREE)] = item
            self.changed.notify_all()

    def get(self):
        with self.changed:
            while True:
                for n, item in enumerate(self.places):
                    if item is not FREE:
                        self.places[n] = FREE
                        self.changed.notify_all()
                        return item
                if self.closed:
                    raise EOFError("closed and empty")
                self.changed.wait()

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
