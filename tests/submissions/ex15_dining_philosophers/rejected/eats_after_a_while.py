# must fail: nobody_waits_for_ever
# kind: race
# why: when the right fork does not come in time, the bite is made with the left one only
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.forks = [threading.Lock() for _ in range(n)]

    def eat(self, i, bite):
        right = self.forks[(i + 1) % self.n]
        with self.forks[i]:
            got_it = right.acquire(timeout=1)
            try:
                bite()
            finally:
                if got_it:
                    right.release()
