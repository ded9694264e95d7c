# must fail: close_saves_everything
# kind: wrong_result
# why: an empty text looks like the end
import atexit
import queue
import threading

END = ""


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
        self.writer.join()

    def work(self):
        while (entry := self.entries.get()) != END:
            self.save(entry)
