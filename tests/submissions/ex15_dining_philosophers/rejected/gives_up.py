# must fail: nobody_starves
# kind: race
# why: a philosopher who does not get the second fork puts the first down and goes home hungry
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.forks[i]:
            if self.forks[(i + 1) % self.n].acquire(blocking=False):
                try:
                    bite()
                finally:
                    self.forks[(i + 1) % self.n].release()
