# style: a claim by popping the only ticket; everybody asks one Event, which is set for good
import threading


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.tickets = [1]
        self.ready = threading.Event()
        self.again = threading.Semaphore(0)

    def get(self):
        while not self.ready.is_set():
            try:
                self.tickets.pop()
            except IndexError:
                self.again.acquire()
                self.again.release()
                continue
            try:
                self.value = self.factory()
                self.ready.set()
            except BaseException:
                self.tickets.append(1)
                raise
            finally:
                self.again.release()
        return self.value
