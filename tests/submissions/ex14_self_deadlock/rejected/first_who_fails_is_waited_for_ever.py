# must fail: an_exception_reaches_the_caller
# kind: deadlock
# why: a failed load is still marked as being under way, and the next one waits for it
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.events = {}
        self.lock = threading.Lock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.lock:
            mine = key not in self.values and key not in self.events
            event = self.events.setdefault(key, threading.Event())
        if mine:
            value = self.load(key)
            with self.lock:
                self.values.setdefault(key, value)
            event.set()
        with self.lock:
            if key in self.values:
                return self.values[key]
        event.wait()
        return self.values[key]

    def get_many(self, keys):
        for key in keys:
            self.get(key)
        with self.lock:
            return [self.values[key] for key in keys]
