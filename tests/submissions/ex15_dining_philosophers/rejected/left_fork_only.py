# must fail: neighbours_never_eat_together
# kind: race
# why: whoever eats with one fork shares no fork with a neighbour
import threading


class Table:
    def __init__(self, n):
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.forks[i]:
            bite()
