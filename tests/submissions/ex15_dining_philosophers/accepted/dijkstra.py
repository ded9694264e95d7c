# style: Dijkstra's own: thinking, hungry, eating, and a private semaphore for each seat
import threading


class Table:
    def __init__(self, n):
        self.n = n
        self.state = ["thinking"] * n
        self.mutex = threading.Lock()
        self.turn = [threading.Semaphore(0) for _ in range(n)]

    def test(self, i):
        left, right = (i - 1) % self.n, (i + 1) % self.n
        if self.state[i] == "hungry" and "eating" not in (self.state[left], self.state[right]):
            self.state[i] = "eating"
            self.turn[i].release()

    def eat(self, i, bite):
        with self.mutex:
            self.state[i] = "hungry"
            self.test(i)
        self.turn[i].acquire()
        try:
            bite()
        finally:
            with self.mutex:
                self.state[i] = "thinking"
                self.test((i - 1) % self.n)
                self.test((i + 1) % self.n)
