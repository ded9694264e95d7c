# style: a ThreadPool of multiprocessing with one thread, and an exit function
import atexit
from multiprocessing.pool import ThreadPool


class Journal:
    def __init__(self, save):
        self.save = save
        self.pool = ThreadPool(1)
        atexit.register(self.close)

    def write(self, entry):
        if self.pool is None:
            raise ValueError("closed")
        self.pool.apply_async(self.save, (entry,))

    def close(self):
        if self.pool is not None:
            pool, self.pool = self.pool, None
            pool.close()
            pool.join()
            atexit.unregister(self.close)
