# must fail: an_exception_reaches_the_caller
# kind: wrong_result
# why: a new exception of that type is raised, not the one that load has raised
import threading


class Cache:
    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.RLock()

    def put(self, key, value):
        with self.lock:
            self.values[key] = value

    def get(self, key):
        with self.lock:
            if key not in self.values:
                try:
                    self.put(key, self.load(key))
                except Exception as error:
                    raise type(error)(*error.args) from None
            return self.values[key]

    def get_many(self, keys):
        with self.lock:
            return [self.get(key) for key in keys]
