# must fail: no_ready_made_queue
# kind: wrong_result
# why: the queue is inherited from, by way of a class that names no module
class BoundedBuffer(vars(__import__("queue"))["Queue"]):
    def __init__(self, capacity):
        super().__init__(capacity)
        self.closed = False

    def put(self, item):
        with self.not_full:
            self.not_full.wait_for(lambda: self._qsize() < self.maxsize or self.closed)
            if self.closed:
                raise ValueError("closed")
            self._put(item)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self._qsize() or self.closed)
            if not self._qsize():
                raise EOFError("closed and empty")
            self.not_full.notify()
            return self._get()

    def close(self):
        with self.mutex:
            self.closed = True
            self.not_full.notify_all()
            self.not_empty.notify_all()
