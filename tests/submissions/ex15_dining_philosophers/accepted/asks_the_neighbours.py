# style: no hold and wait: one condition; eat when neither neighbour does, wake everybody after
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.eating = [False] * n
        self.changed = threading.Condition()

    def eat(self, i, bite):
        with self.changed:
            while self.eating[i - 1] or self.eating[(i + 1) % self.n]:
                self.changed.wait()
            self.eating[i] = True
        try:
            bite()
        finally:
            with self.changed:
                self.eating[i] = False
                self.changed.notify_all()
