# must fail: an_exception_reaches_the_caller
# kind: wrong_result
# why: None stands for "not there", so a key whose value is None is loaded again and again
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.RLock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.lock:
            value = self.values.get(key)
            if value is None:
                value = self.load(key)
                self.put(key, value)
            return value

    def get_many(self, keys):
        with self.lock:
            return [self.get(key) for key in keys]
