# must fail: forks_are_put_down_after_an_exception
# kind: deadlock
# why: the order is right, but an exception of bite skips both releases
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        first, second = sorted((i, (i + 1) % self.n))
        self.forks[first].acquire()
        self.forks[second].acquire()
        bite()
        self.forks[second].release()
        self.forks[first].release()
