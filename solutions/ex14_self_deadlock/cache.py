"""A cache in front of a slow directory, used by many threads."""

import threading
import time


class Cache:
    """Keeps what was loaded or put, so that nothing has to be loaded twice.

    The methods that everybody may call take the lock; those with an underscore expect that the
    caller holds it, and only call one another. So no method ever takes the lock twice, and a plain
    Lock is enough. With an RLock, which its own thread may take again, the public methods could
    call one another as they are; then one has to look at every method to know who holds what.
    """

    def __init__(self, load):
        self._load = load
        self._values = {}
        self._lock = threading.Lock()

    def put(self, key, value):
        """Keep `value` for `key`."""
        with self._lock:
            self._put(key, value)

    def get(self, key):
        """Return the value for `key`; load it and keep it when there is none."""
        with self._lock:
            return self._get(key)

    def get_many(self, keys):
        """Return the list of the values for `keys`, as they are at one moment."""
        # The lock is held from the first key to the last: no put can come between them.
        with self._lock:
            return [self._get(key) for key in keys]

    def _put(self, key, value):
        self._values[key] = value

    def _get(self, key):
        # Check and act in one critical section, and the loading is part of the act: who comes
        # second waits, and finds the value. If load raises, nothing has been kept, and the with
        # block of the caller releases the lock.
        if key not in self._values:
            self._put(key, self._load(key))
        return self._values[key]


def ask_the_directory(name):
    time.sleep(100 / 1000)
    return {"Kim": 4711, "Lee": 4712, "Park": 4713}[name]


def main():
    cache = Cache(ask_the_directory)
    cache.put("Kim", 4700)
    print(cache.get("Kim"), cache.get("Lee"), cache.get_many(["Kim", "Park"]))


if __name__ == "__main__":
    main()
