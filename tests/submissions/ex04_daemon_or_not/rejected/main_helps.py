# must fail: one_at_a_time
# kind: wrong_result
# why: close saves what is left itself while the writer is still at work
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
        while not self.entries.empty():
            self.save(self.entries.get())
        self.entries.put(END)
        self.writer.join()

    def work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
