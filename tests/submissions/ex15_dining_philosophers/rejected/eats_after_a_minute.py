# must fail: neighbours_never_eat_together
# kind: race
# why: who has waited for a minute eats without the forks
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        mine = [self.forks[k] for k in sorted((i, (i + 1) % self.n))]
        taken = [fork for fork in mine if fork.acquire(timeout=60)]
        try:
            bite()
        finally:
            for fork in taken:
                fork.release()
