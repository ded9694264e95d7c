# must fail: a_key_is_loaded_once, get_many_gives_one_moment
# kind: race
# why: a semaphore lets the same thread in three times, or three threads
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Semaphore(3)

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.lock:
            if key not in self.values:
                self.put(key, self.load(key))
            return self.values[key]

    def get_many(self, keys):
        with self.lock:
            return [self.get(key) for key in keys]
