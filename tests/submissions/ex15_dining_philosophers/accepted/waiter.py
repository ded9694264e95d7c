# style: no circle: a waiter (a semaphore of n - 1) never lets all sit down at once
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.waiter = threading.Semaphore(n - 1)
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.waiter, self.forks[i], self.forks[(i + 1) % self.n]:
            bite()
