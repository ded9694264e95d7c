# style: a pool of one worker, which Python itself sees out at the end of a program
from concurrent.futures import ThreadPoolExecutor


class Journal:
    def __init__(self, save):
        self.save = save
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.closed = False

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.pool.submit(self.save, entry)

    def close(self):
        self.closed = True
        self.pool.shutdown()
