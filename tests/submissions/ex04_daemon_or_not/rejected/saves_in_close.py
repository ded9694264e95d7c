# must fail: saved_in_the_background
# kind: not_concurrent
# why: everything waits for close, and a power cut would lose it all
import atexit


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = []
        self.closed = False
        atexit.register(self.close)

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.append(entry)

    def close(self):
        self.closed = True
        while self.entries:
            self.save(self.entries.pop(0))
