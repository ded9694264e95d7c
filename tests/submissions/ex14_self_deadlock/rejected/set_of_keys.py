# must fail: get_many_keeps_the_order
# kind: wrong_result
# why: a key that comes twice is given once
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
        return self.get_many([key])[0]

    def get_many(self, keys):
        with self.lock:
            for key in keys:
                if key not in self.values:
                    self.values[key] = self.load(key)
            return [self.values[key] for key in dict.fromkeys(keys)]
