# must fail: get_many_gives_one_moment
# kind: race
# why: get takes care of a put that came meanwhile, and get_many writes all it has loaded over it
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()
        self.loading = threading.Lock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.loading:
            if key not in self.values:
                value = self.load(key)
                with self.lock:
                    self.values.setdefault(key, value)
            return self.values[key]

    def get_many(self, keys):
        with self.loading:
            new = {}
            try:
                for key in keys:
                    if key not in self.values and key not in new:
                        new[key] = self.load(key)
            finally:
                with self.lock:
                    self.values.update(new)
            with self.lock:
                return [self.values[key] for key in keys]
