"""A shelf with room for a few loaves: bakers put them on, customers take them off."""

import threading
from collections import deque


class BoundedBuffer:
    """Hands items from the threads that put them in to the threads that get them, oldest first."""

    def __init__(self, capacity):
        self.capacity = capacity
        self._items = deque()
        self._closed = False

        # One lock for the items and the flag, and two conditions that share it. Whoever waits for
        # room waits in one place and whoever waits for an item in another, so that a notify never
        # wakes somebody who can do nothing with the news.
        lock = threading.Lock()
        self._not_full = threading.Condition(lock)
        self._not_empty = threading.Condition(lock)

    def put(self, item):
        """Put `item` in; wait while the buffer is full. Raises ValueError when it is closed."""
        with self._not_full:
            # while, not if: between the notify and the moment at which this thread holds the lock
            # again, somebody else may have come and taken the room.
            while len(self._items) >= self.capacity and not self._closed:
                self._not_full.wait()
            if self._closed:
                raise ValueError("the buffer is closed")
            self._items.append(item)
            # One more item is of use to one more thread, so one is woken.
            self._not_empty.notify()

    def get(self):
        """Take out the oldest item; wait while there is none.

        Raises EOFError when the buffer is closed and empty.
        """
        with self._not_empty:
            while not self._items and not self._closed:
                self._not_empty.wait()
            # The items come first: what was put in before closing is still handed out.
            if not self._items:
                raise EOFError("the buffer is closed and empty")
            item = self._items.popleft()
            self._not_full.notify()
            return item

    def close(self):
        """From now on nothing gets in; wake everybody who waits."""
        # Both conditions have the same lock, so holding it once is enough for both.
        with self._not_full:
            self._closed = True
            # This news concerns everybody: nobody who waits now would ever be woken again.
            self._not_full.notify_all()
            self._not_empty.notify_all()


def main():
    shelf = BoundedBuffer(1)

    def bake():
        for loaf in ["rye", "wheat"]:
            shelf.put(loaf)

    def buy():
        me = threading.current_thread().name
        try:
            print(f"{me}: bought {shelf.get()}.")
        except EOFError:
            print(f"{me}: goes home with nothing.")

    customers = [threading.Thread(target=buy, name=f"customer-{n}") for n in (1, 2, 3)]
    baker = threading.Thread(target=bake, name="baker")
    for thread in [*customers, baker]:
        thread.start()
    baker.join()
    shelf.close()
    for customer in customers:
        customer.join()


if __name__ == "__main__":
    main()
