# style: semaphores only: a turnstile that a waiting writer blocks; the first reader locks the room
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.turnstile = threading.Semaphore()
        self.room = threading.Semaphore()
        self.mutex = threading.Lock()
        self.readers = 0

    @contextmanager
    def reading(self):
        with self.turnstile:
            pass
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

    @contextmanager
    def writing(self):
        with self.turnstile, self.room:
            yield
