# must fail: others_can_eat_meanwhile
# kind: not_concurrent
# why: one lock for the table: no deadlock, and only one philosopher eats
import threading


class Table:
    def __init__(self, n):
        self.table = threading.Lock()

    def eat(self, i, bite):
        with self.table:
            bite()
