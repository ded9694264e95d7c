# style: a daemon that looks into a list every millisecond, and a close that looks at its count
import atexit
import threading
import time


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = []
        self.saved = 0
        self.closed = False
        self.writer = threading.Thread(target=self.work, daemon=True)
        self.writer.start()
        atexit.register(self.close)

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.append(entry)

    def work(self):
        while not self.closed or self.saved < len(self.entries):
            if self.saved < len(self.entries):
                self.save(self.entries[self.saved])
                self.saved += 1
            else:
                time.sleep(1 / 1000)

    def close(self):
        self.closed = True
        while self.writer.is_alive():
            time.sleep(1 / 1000)
