# must fail: get_many_gives_one_moment
# kind: race
# why: what is there is read before the rest is loaded, and somebody puts both in between
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
        return self.get_many([key])[0]

    def get_many(self, keys):
        with self.lock:
            found = {key: self.values[key] for key in keys if key in self.values}
        with self.loading:
            for key in keys:
                if key not in found:
                    if key not in self.values:
                        value = self.load(key)
                        with self.lock:
                            self.values.setdefault(key, value)
                    found[key] = self.values[key]
        return [found[key] for key in keys]
