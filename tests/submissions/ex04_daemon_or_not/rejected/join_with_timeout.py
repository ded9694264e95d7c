# must fail: close_saves_everything
# kind: wrong_result
# why: join(0.01) returns after a moment, whether the thread has ended or not
import atexit
import queue
import threading

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
        self.entries.put(END)
        self.writer.join(0.01)

    def work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
