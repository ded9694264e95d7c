# style: the queue holds n - 1 chairs, and the bite is made in the thread of a pool
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


class Table:
    def __init__(self, n):
        self.chairs = queue.Queue()
        for chair in range(n - 1):
            self.chairs.put(chair)
        self.forks = [threading.Semaphore() for _ in range(n)]
        self.kitchen = ThreadPoolExecutor(n)

    def eat(self, i, bite):
        chair = self.chairs.get()
        try:
            self.kitchen.submit(self.serve, i, bite).result()
        finally:
            self.chairs.put(chair)

    def serve(self, i, bite):
        with self.forks[i - 1]:
            with self.forks[i]:
                bite()
