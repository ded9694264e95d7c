# must fail: forks_are_put_down_after_an_exception
# kind: wrong_result
# why: what reaches the caller is a copy: it has lost its attributes and its traceback
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        first, second = sorted((i, (i + 1) % self.n))
        try:
            with self.forks[first], self.forks[second]:
                bite()
        except BaseException as error:
            raise type(error)(*error.args) from None
