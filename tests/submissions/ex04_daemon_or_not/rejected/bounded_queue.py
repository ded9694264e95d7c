# must fail: write_does_not_wait
# kind: not_concurrent
# why: the queue takes fifty entries, and whoever writes one more waits for save
import atexit
import queue
import threading

END = object()


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue(maxsize=50)
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
        self.writer.join()

    def _work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
