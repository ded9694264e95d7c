# style: no lock is held while loading; who comes second waits for the future of the first
import threading
from concurrent.futures import Future


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.loading = {}
        self.lock = threading.Lock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.lock:
            if key in self.values:
                return self.values[key]
            mine = key not in self.loading
            future = self.loading.setdefault(key, Future())
        if mine:
            self._load(key, future)
        return future.result()

    def _load(self, key, future):
        try:
            value = self.load(key)
        except BaseException as error:
            with self.lock:
                del self.loading[key]
            future.set_exception(error)
        else:
            with self.lock:
                value = self.values.setdefault(key, value)
                del self.loading[key]
            future.set_result(value)

    def get_many(self, keys):
        for key in keys:
            self.get(key)
        with self.lock:
            return [self.values[key] for key in keys]
