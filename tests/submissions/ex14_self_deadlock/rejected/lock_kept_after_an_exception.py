# must fail: an_exception_reaches_the_caller
# kind: deadlock
# why: an RLock, and a release that the exception skips: all other threads wait
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.RLock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        self.lock.acquire()
        if key not in self.values:
            self.put(key, self.load(key))
        value = self.values[key]
        self.lock.release()
        return value

    def get_many(self, keys):
        with self.lock:
            return [self.get(key) for key in keys]
