# must fail: close_saves_everything, one_at_a_time
# kind: wrong_result
# why: three workers save at the same time
from concurrent.futures import ThreadPoolExecutor


class Journal:
    def __init__(self, save):
        self.save = save
        self.pool = ThreadPoolExecutor(max_workers=3)
        self.closed = False

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.pool.submit(self.save, entry)

    def close(self):
        self.closed = True
        self.pool.shutdown()
