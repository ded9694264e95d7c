# must fail: a_key_is_loaded_once
# kind: race
# why: locked() says that somebody holds the lock, not who
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()

    def guard(self):
        return threading.Lock() if self.lock.locked() else self.lock

    def put(self, key, value):
        with self.guard():
            self.values[key] = value

    def get(self, key):
        with self.guard():
            if key not in self.values:
                self.put(key, self.load(key))
            return self.values[key]

    def get_many(self, keys):
        with self.guard():
            return [self.get(key) for key in keys]
