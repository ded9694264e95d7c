# must fail: readers_overlap
# kind: not_concurrent
# why: one lock for both sides: right, and no better than a Lock
import threading


class ReadWriteLock:
    def __init__(self):
        self.lock = threading.Lock()

    def reading(self):
        return self.lock

    def writing(self):
        return self.lock
