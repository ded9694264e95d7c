# must fail: a_closed_journal_refuses
# kind: deadlock
# why: nobody is there any more to take the second sentinel from the queue
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
        self.closed = True
        self.entries.put(END)
        self.entries.join()
        self.writer.join()

    def work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
            self.entries.task_done()
        self.entries.task_done()
