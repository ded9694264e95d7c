"""A value that is expensive to make: made when somebody asks for it, once, and then kept."""

import threading

# Stands for "not made yet". It cannot be None: a factory may well return None.
_MISSING = object()


class Lazy:
    """A value that is made at the first get()."""

    def __init__(self, factory):
        self._factory = factory
        self._value = _MISSING
        # A lock of its own for each object: making one value may need another, and has to hold up
        # nobody who wants something else.
        self._lock = threading.Lock()

    def get(self):
        """The value: the very object that the factory returned, the same for every caller."""
        # The first check, without the lock. There is one attribute only, and it changes once, from
        # missing to finished. So whoever finds something here has found the finished value, and
        # needs no lock, now or ever again.
        value = self._value
        if value is _MISSING:
            with self._lock:
                # The second check. While this thread waited for the lock, another one may have
                # made the value.
                value = self._value
                if value is _MISSING:
                    # First make it, then show it: the assignment is the very last step. If the
                    # factory raises, nothing has been shown, the with statement releases the
                    # lock, and the next caller tries again.
                    value = self._factory()
                    self._value = value
        return value


def main():
    city = Lazy(lambda: "the map of Seoul")

    def navigate():
        print(f"{threading.current_thread().name} has {city.get()}.")

    readers = [threading.Thread(target=navigate, name=f"reader-{n}") for n in (1, 2, 3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()


if __name__ == "__main__":
    main()
