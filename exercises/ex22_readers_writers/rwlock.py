"""A lock that many readers may hold together, and a writer only alone.

Run this file to see what goes wrong:

    python exercises/ex22_readers_writers/rwlock.py
"""

import threading
import time
from contextlib import contextmanager


class ReadWriteLock:
    """Used as `with lock.reading():` and `with lock.writing():`, by many threads.

    Readers can be in at the same time. A writer is in alone: without readers, and without other
    writers. A reader that comes while a writer waits lets that writer in first, so that readers
    who keep coming cannot starve it. However a with block is left, also by an exception, the lock
    is released, and whoever can go in then does. Nobody waits for ever as long as everybody leaves.
    A thread does not ask for the lock again while it holds it.
    """

    def __init__(self):
        self._changed = threading.Condition()
        self._readers = 0
        self._writing = False

    @contextmanager
    def reading(self):
        """A context manager: in the with block, the caller is one of the readers."""
        with self._changed:
            while self._writing:
                self._changed.wait()
            self._readers += 1
        yield
        with self._changed:
            self._readers -= 1
            self._changed.notify_all()

    @contextmanager
    def writing(self):
        """A context manager: in the with block, the caller is the only one inside."""
        with self._changed:
            while self._writing or self._readers:
                self._changed.wait()
            self._writing = True
        yield
        with self._changed:
            self._writing = False
            self._changed.notify_all()


def main():
    lock = ReadWriteLock()
    closing = time.monotonic() + 0.5
    looks = 0
    written_after = None

    def customer():
        nonlocal looks
        while time.monotonic() < closing:
            with lock.reading():
                looks += 1
                time.sleep(20 / 1000)

    def bank():
        nonlocal written_after
        time.sleep(50 / 1000)
        asked = looks
        with lock.writing():
            written_after = looks - asked

    threads = [threading.Thread(target=customer) for _ in range(3)]
    threads.append(threading.Thread(target=bank))
    for thread in threads:
        thread.start()
        time.sleep(5 / 1000)
    for thread in threads:
        thread.join()
    print(f"While the bank waited to write, {written_after} more customers were let in to read.")

    try:
        with lock.reading():
            raise LookupError("no such currency")
    except LookupError as error:
        print(f"A customer left because of an exception: {error}.")

    def write():
        with lock.writing():
            pass

    # A daemon thread, so that this script can end although the thread never does.
    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    writer.join(timeout=0.5)
    if writer.is_alive():
        print("Nobody is inside, and still the bank cannot write. It will wait for ever.")
    else:
        print("Nobody is inside, and the bank has written.")


if __name__ == "__main__":
    main()
