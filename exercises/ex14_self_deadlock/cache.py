"""A cache in front of a slow directory, used by many threads.

Run this file to see what goes wrong:

    python exercises/ex14_self_deadlock/cache.py
"""

import threading
import time


class Cache:
    """Keeps what was loaded or put, so that nothing has to be loaded twice.

    load: a function that gives the value for a key, whatever that is, None too. It may be slow, it
        may raise an Exception, and it does not use the cache.

    Many threads may use a cache at the same time.
    """

    def __init__(self, load):
        self.load = load
        self.values = {}
        self.lock = threading.Lock()

    def put(self, key, value):
        """Keep `value` for `key`; it takes the place of what was there, and is never lost."""
        with self.lock:
            self.values[key] = value

    def get(self, key):
        """Return the value for `key`; load it and keep it when there is none.

        However many threads ask for a key, it is loaded once. An exception of `load` reaches the
        caller; then nothing is kept, and the next one who asks loads again. Who was waiting gets
        the same exception, or loads in turn.
        """
        with self.lock:
            if key not in self.values:
                self.put(key, self.load(key))
            return self.values[key]

    def get_many(self, keys):
        """Return the list of the values for `keys`, in their order; load those that are missing.

        All of them are the values of one moment: a put comes before all of them, or after.
        """
        with self.lock:
            return [self.get(key) for key in keys]


def ask_the_directory(name):
    time.sleep(100 / 1000)
    return {"Kim": 4711, "Lee": 4712, "Park": 4713}[name]


def main():
    cache = Cache(ask_the_directory)
    cache.put("Kim", 4700)
    print("Kim is put into the cache.")

    questions = {
        "get('Kim')": lambda: cache.get("Kim"),
        "get('Lee')": lambda: cache.get("Lee"),
        "get_many(['Kim', 'Park'])": lambda: cache.get_many(["Kim", "Park"]),
    }
    for text, question in questions.items():
        # Daemon threads, so that this script can end although some of them never do.
        reader = threading.Thread(target=lambda q=question: print(q()), daemon=True)
        print(f"{text}: ", end="", flush=True)
        reader.start()
        reader.join(timeout=0.5)
        if reader.is_alive():
            print("no answer, the thread is still waiting for the lock.")


if __name__ == "__main__":
    main()
