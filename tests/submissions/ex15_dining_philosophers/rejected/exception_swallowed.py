# must fail: forks_are_put_down_after_an_exception
# kind: wrong_result
# why: the forks are put down, but nobody hears of the exception
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        first, second = sorted((i, (i + 1) % self.n))
        with self.forks[first], self.forks[second]:
            try:
                bite()
            except Exception as error:
                print(error)
