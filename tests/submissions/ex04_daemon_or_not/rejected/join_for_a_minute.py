# must fail: close_saves_everything
# kind: wrong_result
# why: a time limit of a minute is a guess, too
import atexit
import queue
import threading

END = object()


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.closed = False
        self.writer = threading.Thread(target=self._work, daemon=True)
        self.writer.start()
        atexit.register(self.close)

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.put(entry)

    def close(self):
        if not self.closed:
            self.closed = True
            self.entries.put(END)
        self.writer.join(timeout=60)

    def _work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
