# must fail: a_key_is_loaded_once
# kind: race
# why: functools.cache may call the function twice when two ask at once
import functools
import threading


class Cache:
    def __init__(self, load):
        self.values = {}
        self.lock = threading.Lock()
        self.load = functools.cache(load)

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
