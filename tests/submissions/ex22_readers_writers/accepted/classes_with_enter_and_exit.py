# style: context managers written as classes; writers first; a condition for each side
import threading


class Reading:
    def __init__(self, lock):
        self.lock = lock

    def __enter__(self):
        lock = self.lock
        with lock.mutex:
            while lock.writer or lock.writers_waiting:
                lock.readers_turn.wait()
            lock.readers += 1

    def __exit__(self, kind, error, traceback):
        lock = self.lock
        with lock.mutex:
            lock.readers -= 1
            if lock.readers == 0:
                lock.writers_turn.notify()
        return False


class Writing:
    def __init__(self, lock):
        self.lock = lock

    def __enter__(self):
        lock = self.lock
        with lock.mutex:
            lock.writers_waiting += 1
            while lock.writer or lock.readers:
                lock.writers_turn.wait()
            lock.writers_waiting -= 1
            lock.writer = True

    def __exit__(self, kind, error, traceback):
        lock = self.lock
        with lock.mutex:
            lock.writer = False
            if lock.writers_waiting:
                lock.writers_turn.notify()
            else:
                lock.readers_turn.notify_all()


class ReadWriteLock:
    def __init__(self):
        self.mutex = threading.Lock()
        self.readers_turn = threading.Condition(self.mutex)
        self.writers_turn = threading.Condition(self.mutex)
        self.readers = 0
        self.writer = False
        self.writers_waiting = 0
        self._reading, self._writing = Reading(self), Writing(self)

    def reading(self):
        return self._reading

    def writing(self):
        return self._writing
