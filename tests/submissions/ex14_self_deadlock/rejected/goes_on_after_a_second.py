# must fail: a_key_is_loaded_once
# kind: race
# why: after a second it goes on without the lock: it may be somebody else's
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()

    def take(self):
        return self.lock.acquire(timeout=1)

    def put(self, key, value):
        held = self.take()
        self.values[key] = value
        if held:
            self.lock.release()

    def get(self, key):
        held = self.take()
        try:
            if key not in self.values:
                self.put(key, self.load(key))
            return self.values[key]
        finally:
            if held:
                self.lock.release()

    def get_many(self, keys):
        held = self.take()
        try:
            return [self.get(key) for key in keys]
        finally:
            if held:
                self.lock.release()
