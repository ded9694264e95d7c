# must fail: close_saves_everything
# kind: wrong_result
# why: half a second for each entry is a guess
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
        time.sleep(0.5 * self.entries.qsize())

    def work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
