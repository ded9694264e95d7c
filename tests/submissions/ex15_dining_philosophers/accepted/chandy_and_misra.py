# style: Chandy and Misra: a fork has an owner and is dirty after use; who asks gets a dirty fork
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.changed = threading.Condition()
        # Fork k lies between the seats k - 1 and k; at first the smaller seat has it, dirty.
        self.owner = [min(k, (k - 1) % n) for k in range(n)]
        self.dirty = [True] * n
        self.eating = [False] * n

    def take(self, fork, i):
        """Whether seat `i` has the fork, or has got it because it was dirty and not in use."""
        owner = self.owner[fork]
        if owner != i and self.dirty[fork] and not self.eating[owner]:
            self.owner[fork] = i
            self.dirty[fork] = False
        return self.owner[fork] == i

    def eat(self, i, bite):
        forks = (i, (i + 1) % self.n)
        with self.changed:
            while not all([self.take(fork, i) for fork in forks]):
                self.changed.wait()
            self.eating[i] = True
        try:
            bite()
        finally:
            with self.changed:
                self.eating[i] = False
                for fork in forks:
                    self.dirty[fork] = True
                self.changed.notify_all()
