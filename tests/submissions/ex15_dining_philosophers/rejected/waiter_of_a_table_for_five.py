# must fail: nobody_waits_for_ever
# kind: deadlock
# why: four of five is right at the table of the book, but not at a smaller one
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.waiter = threading.Semaphore(4)
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.waiter, self.forks[i], self.forks[(i + 1) % self.n]:
            bite()
