# must fail: alone_at_the_table
# kind: deadlock
# why: everybody waits for the seat before them, also when nobody sits there
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.next = 0
        self.changed = threading.Condition()

    def eat(self, i, bite):
        with self.changed:
            self.changed.wait_for(lambda: self.next == i)
            bite()
            self.next = (i + 1) % self.n
            self.changed.notify_all()
