# must fail: nothing_is_lost_without_close
# kind: deadlock
# why: functions of atexit are called only when all threads that are no daemons have ended
import atexit
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
        while (entry := self.entries.get()) is not END:
            self.save(entry)
