# must fail: nobody_waits_for_ever, nobody_starves
# kind: deadlock
# why: without the pause it is rarer, and still all can hold the left fork at once
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.forks[i], self.forks[(i + 1) % self.n]:
            bite()
