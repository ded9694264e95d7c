# must fail: forks_are_put_down_after_an_exception
# kind: deadlock
# why: after an exception the forks lie on the table, but the neighbour who waits is not told
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.eating = set()
        self.changed = threading.Condition()

    def eat(self, i, bite):
        beside = {(i - 1) % self.n, (i + 1) % self.n}
        with self.changed:
            while self.eating & beside:
                self.changed.wait()
            self.eating.add(i)
        try:
            bite()
        except BaseException:
            with self.changed:
                self.eating.remove(i)
            raise
        with self.changed:
            self.eating.remove(i)
            self.changed.notify_all()
