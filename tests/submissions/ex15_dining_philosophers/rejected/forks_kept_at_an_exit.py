# must fail: forks_are_put_down_after_an_exception
# kind: deadlock
# why: SystemExit is no Exception: the forks stay in the hand of one who has gone
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        mine = [self.forks[k] for k in sorted((i, (i + 1) % self.n))]
        for fork in mine:
            fork.acquire()
        error = None
        try:
            bite()
        except Exception as raised:
            error = raised
        for fork in mine:
            fork.release()
        if error:
            raise error
