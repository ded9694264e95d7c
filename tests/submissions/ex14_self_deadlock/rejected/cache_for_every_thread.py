# must fail: what_was_put_is_never_lost
# kind: wrong_result
# why: every thread has a cache of its own, so nobody sees what others put
import threading


class Cache(threading.local):
    def __init__(self, load):
        self.load = load
        self.values = {}

    def put(self, key, value):
        self.values[key] = value

    def get(self, key):
        if key not in self.values:
            self.put(key, self.load(key))
        return self.values[key]

    def get_many(self, keys):
        return [self.get(key) for key in keys]
