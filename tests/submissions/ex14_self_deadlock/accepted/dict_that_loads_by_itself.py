# style: a dict with __missing__ under one plain Lock, which only the outer methods take
import threading


class Loaded(dict):
    def __init__(self, load):
        super().__init__()
        self.load = load

    def __missing__(self, key):
        value = self[key] = self.load(key)
        return value


class Cache:
    def __init__(self, load):
        self._values = Loaded(load)
        self._lock = threading.Lock()

    def put(self, key, value):
        with self._lock:
            self._values[key] = value

    def get(self, key):
        [value] = self.get_many([key])
        return value

    def get_many(self, keys):
        with self._lock:
            return [self._values[key] for key in keys]
