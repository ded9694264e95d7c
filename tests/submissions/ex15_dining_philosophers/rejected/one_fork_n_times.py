# must fail: alone_at_the_table
# kind: deadlock
# why: a list times n holds the same lock n times, so the right fork is the left one
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock()] * n

    def eat(self, i, bite):
        first, second = sorted((i, (i + 1) % self.n))
        with self.forks[first], self.forks[second]:
            bite()
