# must fail: what_was_put_is_never_lost
# kind: race
# why: one loads at a time, but what it loaded takes the place of what was put meanwhile
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()
        self.loading = threading.Lock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.loading:
            if key not in self.values:
                value = self.load(key)
                self.put(key, value)
            return self.values[key]

    def get_many(self, keys):
        for key in keys:
            self.get(key)
        with self.lock:
            return [self.values[key] for key in keys]
