# style: loads without the lock, one key at a time; all others wait at a Condition and look again
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Condition()
        self.loading = set()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value
            self.lock.notify_all()

    def get(self, key):
        return self.get_many((key,))[0]

    def get_many(self, keys):
        keys = list(keys)
        while True:
            with self.lock:
                missing = [k for k in keys if k not in self.values]
                if not missing:
                    return [self.values[k] for k in keys]
                mine = next((k for k in missing if k not in self.loading), self)
                if mine is self:
                    self.lock.wait()
                    continue
                self.loading.add(mine)
            try:
                value = self.load(mine)
            except BaseException:
                with self.lock:
                    self.loading.discard(mine)
                    self.lock.notify_all()
                raise
            with self.lock:
                self.loading.discard(mine)
                self.values.setdefault(mine, value)
                self.lock.notify_all()
