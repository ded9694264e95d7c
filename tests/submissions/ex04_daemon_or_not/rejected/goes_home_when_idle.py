# must fail: saved_in_the_background
# kind: not_concurrent
# why: a writer that has had nothing to do for two seconds ends, and only close saves what comes later
import queue
import threading


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.closed = False
        self.writer = threading.Thread(target=self._work)
        self.writer.start()

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.put(entry)

    def close(self):
        self.closed = True
        self.writer.join()
        while not self.entries.empty():
            self.save(self.entries.get())

    def _work(self):
        while True:
            try:
                entry = self.entries.get(timeout=2)
            except queue.Empty:
                return
            self.save(entry)
