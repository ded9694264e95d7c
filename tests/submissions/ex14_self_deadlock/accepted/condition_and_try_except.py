# style: a Condition, which has an RLock inside; acquire and finally; EAFP with KeyError
import threading


class Cache:
    def __init__(self, load):
        self.fetch = load
        self.table = {}
        self.guard = threading.Condition()

    def put(self, key, value):
        self.guard.acquire()
        try:
            self.table.update({key: value})
        finally:
            self.guard.release()

    def get(self, key):
        self.guard.acquire()
        try:
            try:
                return self.table[key]
            except KeyError:
                pass
            value = self.fetch(key)
            self.put(key, value)
            return value
        finally:
            self.guard.release()

    def get_many(self, keys):
        with self.guard:
            return list(map(self.get, keys))
