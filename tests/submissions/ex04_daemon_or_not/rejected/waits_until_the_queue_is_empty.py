# must fail: close_saves_everything
# kind: wrong_result
# why: the last entry has left the queue, but it is still being saved
import atexit
import queue
import threading
import time

END = object()


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.closed = False
        self.writer = threading.Thread(target=self.work, daemon=True)
        self.writer.start()
        atexit.register(self.close)

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.put(entry)

    def close(self):
        if self.closed:
            return
        self.closed = True
        while not self.entries.empty():
            time.sleep(0.01)

    def work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
