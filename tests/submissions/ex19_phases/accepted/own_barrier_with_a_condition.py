# style: a Condition and a count of who has come; the last one swaps the rows for everybody
import threading
from concurrent.futures import ThreadPoolExecutor


class Ring:
    def __init__(self, cells, workers):
        self.old = list(cells)
        self.new = list(cells)
        self.workers = workers
        self.arrived = 0
        self.step = 0
        self.failed = False
        self.changed = threading.Condition()

    def work(self, first, steps):
        try:
            n = len(self.old)
            for step in range(steps):
                for i in range(first, n, self.workers):
                    self.new[i] = self.old[i - 1] + self.old[i] + self.old[(i + 1) % n]
                with self.changed:
                    self.arrived += 1
                    if self.arrived == self.workers:
                        self.arrived = 0
                        self.step += 1
                        self.old, self.new = self.new, self.old
                        self.changed.notify_all()
                    while self.step == step and not self.failed:
                        self.changed.wait()
                    if self.failed:
                        return
        except BaseException:
            with self.changed:
                self.failed = True
                self.changed.notify_all()
            raise


def simulate(cells, steps, workers):
    ring = Ring(cells, workers)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        works = [pool.submit(ring.work, k, steps) for k in range(workers)]
    for work in works:
        work.result()
    return ring.old
