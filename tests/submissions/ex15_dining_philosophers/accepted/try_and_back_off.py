# style: no hold and wait: try the second fork, put the first down, wait a random time, try again
import random
import threading
import time


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        left, right = self.forks[i], self.forks[(i + 1) % self.n]
        while True:
            with left:
                if right.acquire(blocking=False):
                    try:
                        return bite()
                    finally:
                        right.release()
            time.sleep(random.uniform(0.001, 0.01))
