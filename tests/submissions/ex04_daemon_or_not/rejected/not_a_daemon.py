# must fail: a_program_ends_without_close
# kind: deadlock
# why: the program waits for the writer, and the writer waits for entries
import queue
import threading

END = object()


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.closed = False
        self.writer = threading.Thread(target=self.work)
        self.writer.start()

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
        while (entry := self.entries.get()) is not END:
            self.save(entry)
