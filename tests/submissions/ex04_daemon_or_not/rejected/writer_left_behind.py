# must fail: close_leaves_no_thread
# kind: leaked_thread
# why: join of the queue waits for the entries, not for the thread
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
        self.entries.join()

    def work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
            self.entries.task_done()
