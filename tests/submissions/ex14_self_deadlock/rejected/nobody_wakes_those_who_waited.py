# must fail: an_exception_reaches_the_caller
# kind: deadlock
# why: who was waiting when load raised is never woken: the event is forgotten, and nobody sets it
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
        while True:
            with self.lock:
                if key in self.values:
                    return self.values[key]
                mine = key not in self.events
                event = self.events.setdefault(key, threading.Event())
            if mine:
                break
            event.wait()
        try:
            value = self.load(key)
        except BaseException:
            with self.lock:
                del self.events[key]
            raise
        with self.lock:
            value = self.values.setdefault(key, value)
            del self.events[key]
        event.set()
        return value

    def get_many(self, keys):
        for key in keys:
            self.get(key)
        with self.lock:
            return [self.values[key] for key in keys]
