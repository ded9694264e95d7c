# must fail: saved_in_the_background
# kind: not_concurrent
# why: an entry is only saved when the next one comes, or close
from concurrent.futures import ThreadPoolExecutor


class Journal:
    def __init__(self, save):
        self.save = save
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.last = []
        self.closed = False

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.last.append(entry)
        if len(self.last) > 1:
            self.pool.submit(self.save, self.last.pop(0))

    def close(self):
        if not self.closed:
            self.closed = True
            for entry in self.last:
                self.pool.submit(self.save, entry)
            self.pool.shutdown()
