# style: the dict is replaced, never changed, so who reads it needs no lock; writers take a Lock
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.writing = threading.Lock()

    def put(self, key, value):
        with self.writing:
            self.values = {**self.values, key: value}

    def get(self, key):
        return self.get_many([key])[0]

    def get_many(self, keys):
        now = self.values
        if any(key not in now for key in keys):
            with self.writing:
                for key in keys:
                    if key not in self.values:
                        self.values = {**self.values, key: self.load(key)}
                now = self.values
        return [now[key] for key in keys]
