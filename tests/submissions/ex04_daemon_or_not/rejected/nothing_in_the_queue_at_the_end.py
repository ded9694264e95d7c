# must fail: nothing_is_lost_without_close
# kind: wrong_result
# why: at the end of the program the queue is empty, but its last entry is still being saved
import atexit
import queue
import threading

END = object()


class Journal:
    def __init__(self, save):
        self.save = save
        self.closed = False
        self.entries = queue.Queue()
        self.writer = threading.Thread(target=self._work, daemon=True)
        self.writer.start()
        atexit.register(self._at_end)

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.put(entry)

    def close(self):
        if not self.closed:
            self.closed = True
            self.entries.put(END)
            self.writer.join()

    def _at_end(self):
        if not self.entries.empty():
            self.close()

    def _work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
