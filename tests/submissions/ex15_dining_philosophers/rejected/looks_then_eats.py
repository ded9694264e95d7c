# must fail: neighbours_never_eat_together
# kind: race
# why: two neighbours can both see that nobody eats before either says that it does
import time


class Table:
    def __init__(self, n):
        self.n = n
        self.eating = [False] * n

    def eat(self, i, bite):
        while self.eating[i - 1] or self.eating[(i + 1) % self.n]:
            time.sleep(1 / 1000)
        self.eating[i] = True
        try:
            bite()
        finally:
            self.eating[i] = False
