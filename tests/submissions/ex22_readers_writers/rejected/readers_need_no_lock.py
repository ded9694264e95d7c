# must fail: a_writer_is_alone
# kind: race
# why: who only reads changes nothing, and still sees what is half written
import threading
from contextlib import nullcontext


class ReadWriteLock:
    def __init__(self):
        self.lock = threading.Lock()

    def reading(self):
        return nullcontext()

    def writing(self):
        return self.lock
