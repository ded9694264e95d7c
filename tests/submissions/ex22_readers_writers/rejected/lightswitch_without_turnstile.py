# must fail: a_waiting_writer_is_not_starved
# kind: wrong_result
# why: the first reader locks the room, the last unlocks it: with readers that overlap, never
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.mutex = threading.Lock()
        self.room = threading.Lock()
        self.readers = 0

    @contextmanager
    def reading(self):
        with self.mutex:
            self.readers += 1
            if self.readers == 1:
                self.room.acquire()
        try:
            yield
        finally:
            with self.mutex:
                self.readers -= 1
                if self.readers == 0:
                    self.room.release()

    def writing(self):
        return self.room
