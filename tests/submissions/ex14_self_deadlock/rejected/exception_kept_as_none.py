# must fail: an_exception_reaches_the_caller
# kind: wrong_result
# why: an error becomes None, and None is kept for ever
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
                    try:
                        self.values[key] = self.load(key)
                    except Exception:
                        self.values[key] = None
            return [self.values[key] for key in keys]
