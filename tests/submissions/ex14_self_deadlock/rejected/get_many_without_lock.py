# must fail: get_many_gives_one_moment
# kind: race
# why: the deadlock is gone, but a put comes between the first key and the second
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
        return [self.get(key) for key in keys]
