# must fail: neighbours_never_eat_together
# kind: race
# why: the forks are taken in a good order, and put down again before the bite
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        first, second = sorted((i, (i + 1) % self.n))
        with self.forks[first], self.forks[second]:
            pass
        bite()
