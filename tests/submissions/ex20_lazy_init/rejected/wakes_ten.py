# must fail: the_factory_is_called_once
# kind: deadlock
# why: ten permits for those who wait, and there may be more
import threading


class Lazy:
    def __init__(self, factory):
        self._factory = factory
        self._gate = threading.Semaphore(0)
        self._tickets = [1]
        self._made = False
        self._value = None

    def get(self):
        while not self._made:
            try:
                ticket = self._tickets.pop()
            except IndexError:
                self._gate.acquire()
                continue
            try:
                self._value = self._factory()
                self._made = True
            finally:
                if not self._made:
                    self._tickets.append(ticket)
                for _ in range(10):
                    self._gate.release()
        return self._value
