# must fail: nothing_is_lost_without_close
# kind: wrong_result
# why: the exit function closes the journal that was made last, and no other
import atexit
import queue
import threading

END = object()
current = None


class Journal:
    def __init__(self, save):
        global current
        current = self
        self.save = save
        self.closed = False
        self.entries = queue.Queue()
        self.writer = threading.Thread(target=self._work, daemon=True)
        self.writer.start()

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


@atexit.register
def _finish():
    if current is not None:
        current.close()
