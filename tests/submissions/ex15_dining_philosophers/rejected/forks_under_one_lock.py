# must fail: others_can_eat_meanwhile
# kind: not_concurrent
# why: the lock that guards the taking of the forks is held while eating
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.mutex = threading.Lock()
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        with self.mutex:
            with self.forks[i], self.forks[(i + 1) % self.n]:
                bite()
