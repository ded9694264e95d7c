# must fail: get_loads_what_is_missing
# kind: wrong_result
# why: the call of put was deleted, and so nothing is kept
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
            return self.values[key] if key in self.values else self.load(key)

    def get_many(self, keys):
        return [self.get(key) for key in keys]
