# style: everybody waits at a door of their own; who comes or leaves opens the first doors in line
import threading
from collections import deque


class _Pass:
    def __init__(self, owner, write):
        self.owner, self.write = owner, write

    def __enter__(self):
        door = threading.Lock()
        door.acquire()
        with self.owner.mutex:
            self.owner.queue.append((door, self.write))
            self.owner.admit()
        door.acquire()

    def __exit__(self, *ignored):
        with self.owner.mutex:
            self.owner.inside -= -1 if self.write else 1
            self.owner.admit()


class ReadWriteLock:
    def __init__(self):
        self.mutex = threading.Lock()
        self.queue = deque()
        self.inside = 0  # -1: a writer

    def admit(self):
        while self.queue and self.inside >= 0:
            door, write = self.queue[0]
            if write and self.inside:
                return
            self.queue.popleft()
            self.inside += -1 if write else 1
            door.release()

    def reading(self):
        return _Pass(self, False)

    def writing(self):
        return _Pass(self, True)
