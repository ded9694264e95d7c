# style: a single philosopher takes the forks the other way round
import threading


class Table:
    def __init__(self, n):
        self.forks = [threading.RLock() for _ in range(n)]

    def eat(self, i, bite):
        pair = [self.forks[i - 1], self.forks[i]]
        if i == 0:
            pair.reverse()
        with pair[0]:
            with pair[1]:
                bite()
