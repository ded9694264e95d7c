# style: by turns: after a writer all readers that wait then are let in, then the next writer
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self.mutex = threading.Lock()
        self.readers = 0
        self.writer = False
        self.waiting_readers = []
        self.waiting_writers = []

    def _wait_in(self, line):
        gate = threading.Event()
        line.append(gate)
        self.mutex.release()
        gate.wait()
        self.mutex.acquire()

    @contextmanager
    def reading(self):
        with self.mutex:
            if self.writer or self.waiting_writers:
                self._wait_in(self.waiting_readers)
            else:
                self.readers += 1
        try:
            yield
        finally:
            with self.mutex:
                self.readers -= 1
                if not self.readers:
                    self._next_writer()

    @contextmanager
    def writing(self):
        with self.mutex:
            if self.writer or self.readers:
                self._wait_in(self.waiting_writers)
            else:
                self.writer = True
        try:
            yield
        finally:
            with self.mutex:
                self.writer = False
                self.readers = len(self.waiting_readers)
                for gate in self.waiting_readers:
                    gate.set()
                self.waiting_readers.clear()
                if not self.readers:
                    self._next_writer()

    def _next_writer(self):
        if self.waiting_writers:
            self.writer = True
            self.waiting_writers.pop(0).set()
