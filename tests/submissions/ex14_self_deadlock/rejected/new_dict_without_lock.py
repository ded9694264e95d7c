# must fail: what_was_put_is_never_lost
# kind: race
# why: put makes a new dict from the old one without the lock: one of two puts is lost
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()

    def put(self, key, value):
        self.values = {**self.values, key: value}

    def get(self, key):
        with self.lock:
            if key not in self.values:
                self.put(key, self.load(key))
            return self.values[key]

    def get_many(self, keys):
        for key in keys:
            self.get(key)
        values = self.values
        return [values[key] for key in keys]
