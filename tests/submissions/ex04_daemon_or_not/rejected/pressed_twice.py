# must fail: close_saves_everything
# kind: wrong_result
# why: an entry equal to the one just before is taken for a slip of the finger
from concurrent.futures import ThreadPoolExecutor


class Journal:
    def __init__(self, save):
        self.save = save
        self.pool = ThreadPoolExecutor(1)
        self.closed = False
        self.before = None

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        if entry != self.before:
            self.pool.submit(self.save, entry)
        self.before = entry

    def close(self):
        self.closed = True
        self.pool.shutdown()
