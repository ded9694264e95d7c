# must fail: alone_at_the_table
# kind: exception
# why: ten forks are enough for most tables, not for all
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(10)]

    def eat(self, i, bite):
        first, second = sorted((i, (i + 1) % self.n))
        with self.forks[first], self.forks[second]:
            bite()
