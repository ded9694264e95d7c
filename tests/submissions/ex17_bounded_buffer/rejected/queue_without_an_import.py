# must fail: no_ready_made_queue
# kind: wrong_result
# why: __import__ gets at queue without an import statement
import threading

queue = __import__("queue")


class BoundedBuffer:
    def __init__(self, capacity):
        self.queue = queue.Queue(capacity)
        self.lock = threading.Lock()
        self.closed = False

    def put(self, item):
        while True:
            with self.lock:
                if self.closed:
                    raise ValueError("closed")
                try:
                    return self.queue.put_nowait(item)
                except queue.Full:
                    pass
            threading.Event().wait(0.01)

    def get(self):
        while True:
            with self.lock:
                try:
                    return self.queue.get_nowait()
                except queue.Empty:
                    if self.closed:
                        raise EOFError("closed and empty") from None
            threading.Event().wait(0.01)

    def close(self):
        with self.lock:
            self.closed = True
