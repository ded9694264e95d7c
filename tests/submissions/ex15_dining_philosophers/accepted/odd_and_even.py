# style: odd seats take the left fork first, even seats the right; acquire and finally
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        left, right = self.forks[i], self.forks[(i + 1) % self.n]
        first, second = (left, right) if i % 2 else (right, left)
        first.acquire()
        try:
            second.acquire()
            try:
                bite()
            finally:
                second.release()
        finally:
            first.release()
