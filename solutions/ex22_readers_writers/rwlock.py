"""A lock that many readers may hold together, and a writer only alone."""

import threading
from contextlib import contextmanager


class ReadWriteLock:
    """Used as `with lock.reading():` and `with lock.writing():`, by many threads."""

    def __init__(self):
        # The condition guards the three numbers below. It is held for a moment, to look at them
        # and to change them, and never while somebody reads or writes.
        self._changed = threading.Condition()
        self._readers = 0
        self._writing = False
        self._writers_waiting = 0

    @contextmanager
    def reading(self):
        """A context manager: in the with block, the caller is one of the readers."""
        with self._changed:
            # A reader also waits for the writers that wait. Without that, one reader can come
            # before the last one has left, again and again, and a writer never finds the room
            # empty: it starves.
            self._changed.wait_for(lambda: not self._writing and self._writers_waiting == 0)
            self._readers += 1
        try:
            # What stands in the with block runs here; if it raises, so does this yield.
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self):
        """A context manager: in the with block, the caller is the only one inside."""
        with self._changed:
            self._writers_waiting += 1
            try:
                self._changed.wait_for(lambda: not self._writing and self._readers == 0)
            finally:
                self._writers_waiting -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                # All of them: who is woken may be a reader that has to wait for another writer,
                # and then nobody would wake the writer.
                self._changed.notify_all()


def main():
    lock = ReadWriteLock()
    rates = {"EUR": 1480, "USD": 1390}

    def customer():
        with lock.reading():
            print(f"A customer reads {rates}.")

    def bank():
        with lock.writing():
            for currency in rates:
                rates[currency] += 10

    threads = [threading.Thread(target=job) for job in (customer, customer, bank, customer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
