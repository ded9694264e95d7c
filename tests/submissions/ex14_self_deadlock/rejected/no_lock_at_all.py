# must fail: a_key_is_loaded_once, get_many_gives_one_moment
# kind: race
# why: no lock, no deadlock: two threads load the same key
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()

    def put(self, key, value):
        self.values[key] = value

    def get(self, key):
        if key not in self.values:
            self.put(key, self.load(key))
        return self.values[key]

    def get_many(self, keys):
        return [self.get(key) for key in keys]
