# must fail: nothing_is_lost_without_close
# kind: wrong_result
# why: at the end of the program the daemon gets one minute, and then it is cut off
import atexit
import queue
import threading

END = object()


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.closed = False
        self.writer = threading.Thread(target=self._work, daemon=True)
        self.writer.start()
        atexit.register(self._leave)

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.put(entry)

    def close(self):
        if not self.closed:
            self.closed = True
            self.entries.put(END)
        self.writer.join()

    def _leave(self):
        self.entries.put(END)
        self.writer.join(timeout=60)

    def _work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)
