# style: a porter, a thread of its own, lets in and out; all others only send it messages
import queue
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.messages = queue.Queue()
        threading.Thread(target=self._porter, name="porter", daemon=True).start()

    def _porter(self):
        line, readers, writing = [], 0, False
        while True:
            word, gate = self.messages.get()
            if word == "out":
                readers, writing = max(0, readers - 1), False
            else:
                line.append((word, gate))
            while line and not writing:
                word, gate = line[0]
                if word == "write" and readers:
                    break
                line.pop(0)
                readers += word == "read"
                writing = word == "write"
                gate.set()

    @contextmanager
    def _inside(self, word):
        gate = threading.Event()
        self.messages.put((word, gate))
        gate.wait()
        try:
            yield
        finally:
            self.messages.put(("out", None))

    def reading(self):
        return self._inside("read")

    def writing(self):
        return self._inside("write")
