# must fail: saved_in_the_background
# kind: not_concurrent
# why: each time it is woken the writer saves one entry: of three written at once, two wait for close
import atexit
import collections
import threading


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = collections.deque()
        self.more = threading.Condition()
        self.news = False
        self.closed = False
        self.writer = threading.Thread(target=self._work, daemon=True)
        self.writer.start()
        atexit.register(self.close)

    def write(self, entry):
        with self.more:
            if self.closed:
                raise ValueError("closed")
            self.entries.append(entry)
            self.news = True
            self.more.notify()

    def close(self):
        with self.more:
            self.closed = True
            self.more.notify()
        self.writer.join()

    def _work(self):
        while True:
            with self.more:
                self.more.wait_for(lambda: self.news or self.closed)
                self.news = False
                if not self.entries:
                    if self.closed:
                        return
                    continue
                entry = self.entries.popleft()
            self.save(entry)
