# style: a plain Lock, and a parameter that says that the caller holds it already
import contextlib
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()

    def _locked(self, already):
        return contextlib.nullcontext() if already else self.lock

    def put(self, key, value, have_lock=False):
        with self._locked(have_lock):
            self.values[key] = value

    def get(self, key, have_lock=False):
        with self._locked(have_lock):
            if key not in self.values:
                self.put(key, self.load(key), have_lock=True)
            return self.values[key]

    def get_many(self, keys):
        with self.lock:
            return [self.get(key, have_lock=True) for key in keys]
