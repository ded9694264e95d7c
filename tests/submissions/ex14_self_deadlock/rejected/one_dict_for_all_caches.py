# must fail: what_was_put_is_got
# kind: wrong_result
# why: a dict made in the class body is the same one for all caches
import threading


class Cache:
    values = {}  # noqa: RUF012
    lock = threading.RLock()

    def __init__(self, load):
        self.load = load

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
