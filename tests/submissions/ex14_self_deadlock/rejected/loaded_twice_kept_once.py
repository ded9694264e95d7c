# must fail: a_key_is_loaded_once
# kind: race
# why: setdefault keeps the first value, but both threads have loaded
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
            if key in self.values:
                return self.values[key]
        value = self.load(key)
        with self.lock:
            return self.values.setdefault(key, value)

    def get_many(self, keys):
        for key in keys:
            self.get(key)
        with self.lock:
            return [self.values[key] for key in keys]
