"""A shelf with room for a few loaves: bakers put them on, customers take them off.

Run this file to see what goes wrong:

    python exercises/ex17_bounded_buffer/buffer.py
"""

import threading
import time
from collections import deque


class BoundedBuffer:
    """Hands items from the threads that put them in to the threads that get them, oldest first.

    capacity: the most items that may be in the buffer, a whole number above 0.

    Any number of threads may call its methods at the same time.
    """

    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.closed = False
        self.changed = threading.Condition()

    def put(self, item):
        """Put `item` in, any object; wait while the buffer is full.

        Raises ValueError when the buffer is closed, or is closed while this call waits; then the
        item does not get in.
        """
        with self.changed:
            if len(self.items) == self.capacity and not self.closed:
                self.changed.wait()
            if self.closed:
                raise ValueError("the buffer is closed")
            self.items.append(item)
            self.changed.notify()

    def get(self):
        """Take out the oldest item and return it; wait while the buffer is empty.

        What is left in a closed buffer is still handed out. Raises EOFError when the buffer is
        closed and empty, or becomes so while this call waits.
        """
        with self.changed:
            if not self.items and not self.closed:
                self.changed.wait()
            if not self.items and self.closed:
                raise EOFError("the buffer is closed and empty")
            item = self.items.popleft()
            self.changed.notify()
            return item

    def close(self):
        """From now on nothing gets in; wake everybody who waits. Closing twice is fine."""
        with self.changed:
            self.closed = True
            self.changed.notify()


def say(text):
    """Print one line in one piece, so that two threads cannot mix theirs."""
    print(f"{text}\n", end="", flush=True)


def main():
    shelf = BoundedBuffer(1)

    def bake():
        for loaf in ["rye", "wheat"]:
            shelf.put(loaf)
        say("baker: both loaves are on the shelf or sold.")

    def buy():
        me = threading.current_thread().name
        try:
            say(f"{me}: bought {shelf.get()}.")
        except EOFError:
            say(f"{me}: goes home with nothing.")
        except Exception as error:
            say(f"{me}: {type(error).__name__}, {error}!")

    # Daemon threads, so that this script can end although some of them may never do.
    people = [threading.Thread(target=buy, name=f"customer-{n}", daemon=True) for n in (1, 2, 3)]
    people.append(threading.Thread(target=bake, name="baker", daemon=True))
    say("Three customers wait at an empty shelf; the baker brings two loaves.")
    for person in people:
        person.start()
        time.sleep(0.1)
    say("The shop closes.")
    shelf.close()
    for person in people:
        person.join(timeout=0.3)
        if person.is_alive():
            say(f"{person.name}: still waiting, and nobody will ever wake them.")


if __name__ == "__main__":
    main()
