# style: first come, first served among neighbours: a numbered ticket, and an event for who is next
import itertools
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.lock = threading.Lock()
        self.numbers = itertools.count()
        self.tickets = {}

    def eat(self, i, bite):
        neighbours = {(i - 1) % self.n, (i + 1) % self.n}
        with self.lock:
            before = [self.tickets[j][1] for j in neighbours if j in self.tickets]
            done = threading.Event()
            self.tickets[i] = (next(self.numbers), done)
        for event in before:
            event.wait()
        try:
            bite()
        finally:
            with self.lock:
                del self.tickets[i]
            done.set()
