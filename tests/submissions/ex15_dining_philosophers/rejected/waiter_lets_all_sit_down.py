# must fail: nobody_waits_for_ever
# kind: deadlock
# why: a semaphore of n keeps nobody out: all n can sit down and take the left fork
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.waiter = threading.Semaphore(n)
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.waiter, self.forks[i], self.forks[(i + 1) % self.n]:
            bite()
