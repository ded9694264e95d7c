# must fail: alone_at_the_table
# kind: deadlock
# why: fairness by waiting until the neighbours have eaten as often: they may not be hungry at all
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.eating = [False] * n
        self.meals = [0] * n
        self.changed = threading.Condition()

    def may_eat(self, i):
        neighbours = (i - 1) % self.n, (i + 1) % self.n
        return not any(self.eating[j] or self.meals[j] < self.meals[i] for j in neighbours)

    def eat(self, i, bite):
        with self.changed:
            self.changed.wait_for(lambda: self.may_eat(i))
            self.eating[i] = True
        try:
            bite()
        finally:
            with self.changed:
                self.eating[i] = False
                self.meals[i] += 1
                self.changed.notify_all()
