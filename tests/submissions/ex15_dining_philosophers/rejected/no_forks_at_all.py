# must fail: neighbours_never_eat_together
# kind: race
# why: without forks nobody waits, and neighbours eat together
class Table:
    def __init__(self, n):
        self.n = n

    def eat(self, i, bite):
        bite()
