# must fail: a_closed_journal_refuses
# kind: wrong_result
# why: what is written after close is taken, and never saved
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
        self.entries.put(entry)

    def close(self):
        if self.closed:
            return
        self.closed = True
        self.entries.put(END)
        self.writer.join()

    def work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
