# must fail: get_many_keeps_the_order
# kind: deadlock
# why: get no longer calls put, but get_many still calls get
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.lock:
            if key not in self.values:
                self.values[key] = self.load(key)
            return self.values[key]

    def get_many(self, keys):
        with self.lock:
            return [self.get(key) for key in keys]
