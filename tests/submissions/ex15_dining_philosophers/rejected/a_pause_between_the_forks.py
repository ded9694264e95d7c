# must fail: nobody_waits_for_ever
# kind: deadlock
# why: a random pause before eating makes the circle rarer, not impossible
import random
import threading
import time


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.RLock() for _ in range(n)]

    def eat(self, i, bite):
        time.sleep(random.random() / 10)
        with self.forks[i]:
            with self.forks[(i + 1) % self.n]:
                bite()
