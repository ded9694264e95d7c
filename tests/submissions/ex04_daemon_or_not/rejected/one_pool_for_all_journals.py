# must fail: close_saves_everything
# kind: exception
# why: the pool belongs to the class, so closing one journal closes all of them
from concurrent.futures import ThreadPoolExecutor


class Journal:
    pool = None

    def __init__(self, save):
        self.save = save
        if Journal.pool is None:
            Journal.pool = ThreadPoolExecutor(max_workers=1)

    def write(self, entry):
        if Journal.pool is None:
            raise ValueError("closed")
        Journal.pool.submit(self.save, entry)

    def close(self):
        if Journal.pool is not None:
            Journal.pool.shutdown()
            Journal.pool = None
