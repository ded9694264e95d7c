"""A value that is expensive to make: made when somebody asks for it, once, and then kept.

Run this file to see what goes wrong:

    python exercises/ex20_lazy_init/lazy.py
"""

import threading
import time


class Lazy:
    """A value that is made at the first get().

    factory: a function without arguments that makes the value, whatever that is; it may be slow,
        it may raise, and it may use other Lazy objects.
    """

    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._made = False
        self._value = None

    def get(self):
        """The value: the very object that the factory returned, the same for every caller.

        The first call makes it; who calls meanwhile waits for it. Once it is there, nobody waits
        for anybody. If the factory raises, whatever it is, that very exception goes to the caller,
        nothing is kept, and a later call tries again.
        """
        if not self._made:
            with self._lock:
                self._made = True
                self._value = self._factory()
        return self._value


def main():
    def load_map():
        print("Loading the map, 200 MB ...\n", end="", flush=True)
        time.sleep(0.2)
        return "the map of Seoul"

    city = Lazy(load_map)

    def navigate():
        print(f"{threading.current_thread().name} has {city.get()}.\n", end="", flush=True)

    readers = [threading.Thread(target=navigate, name=f"reader-{n}") for n in (1, 2, 3)]
    for reader in readers:
        reader.start()
        time.sleep(0.05)
    for reader in readers:
        reader.join()

    def no_network():
        raise OSError("no network")

    city = Lazy(no_network)
    for attempt in ("first", "second"):
        try:
            print(f"The {attempt} attempt without a network gives {city.get()}.")
        except OSError as error:
            print(f"The {attempt} attempt without a network raises OSError: {error}.")


if __name__ == "__main__":
    main()
