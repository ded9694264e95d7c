# must fail: neighbours_never_eat_together
# kind: race
# why: five forks, whatever n is: at another table the last seat and seat 0 share none
import threading


class Table:
    def __init__(self, n):
        self.forks = [threading.Lock() for _ in range(max(n, 5))]

    def eat(self, i, bite):
        first, second = sorted((i, (i + 1) % len(self.forks)))
        with self.forks[first], self.forks[second]:
            bite()
