# must fail: a_key_is_loaded_once, what_was_put_is_never_lost
# kind: race
# why: between the check and the put the lock is free, so others load the key as well
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
            missing = key not in self.values
        if missing:
            self.put(key, self.load(key))
        with self.lock:
            return self.values[key]

    def get_many(self, keys):
        for key in keys:
            self.get(key)
        with self.lock:
            return [self.values[key] for key in keys]
