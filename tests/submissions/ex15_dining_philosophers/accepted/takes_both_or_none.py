# style: no hold and wait: both forks are taken in one step, or none, from a set under a condition
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.lying = set(range(n))
        self.table = threading.Condition()

    def eat(self, i, bite):
        mine = {i, (i + 1) % self.n}
        with self.table:
            self.table.wait_for(lambda: mine <= self.lying)
            self.lying -= mine
        try:
            bite()
        finally:
            with self.table:
                self.lying |= mine
                self.table.notify_all()
