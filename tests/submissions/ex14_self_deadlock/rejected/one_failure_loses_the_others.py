# must fail: an_exception_reaches_the_caller
# kind: wrong_result
# why: when the second key of get_many cannot be loaded, the value of the first one is thrown away
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
            new = {key: self.load(key) for key in dict.fromkeys(keys) if key not in self.values}
            self.values.update(new)
            return [self.values[key] for key in keys]
