# must fail: alone_at_the_table
# kind: exception
# why: the table is round: the last philosopher's right fork is fork 0
import threading


class Table:
    def __init__(self, n):
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.forks[i], self.forks[i + 1]:
            bite()
