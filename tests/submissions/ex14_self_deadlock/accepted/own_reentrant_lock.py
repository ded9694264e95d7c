# style: a reentrant lock made by hand from a Lock and the number of the thread that holds it
import threading


class Again:
    def __init__(self):
        self.lock = threading.Lock()
        self.holder = None
        self.depth = 0

    def __enter__(self):
        me = threading.get_ident()
        if self.holder != me:
            self.lock.acquire()
            self.holder = me
        self.depth += 1

    def __exit__(self, *error):
        self.depth -= 1
        if self.depth == 0:
            self.holder = None
            self.lock.release()


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = Again()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.lock:
            if key not in self.values:
                self.put(key, self.load(key))
            return self.values[key]

    def get_many(self, keys):
        with self.lock:
            return [self.get(key) for key in keys]
