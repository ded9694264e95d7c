"""A journal that saves its entries in the background."""

import atexit
import queue
import threading
import time

END = object()
"""What the writer finds behind the last entry."""


class Journal:
    """Takes entries at once, and saves them one after the other in another thread."""

    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.closed = False
        # At the end of a program Python waits for every thread that is no daemon, and this one
        # waits for entries: if nobody closed the journal, the program would never end. So it is a
        # daemon. But a daemon is cut off, whatever it is doing ...
        self.writer = threading.Thread(target=self._work, name="writer", daemon=True)
        self.writer.start()
        # ... and so the journal closes itself before that. Functions of atexit are called when the
        # main thread is over, however it ended, and while daemons still run.
        atexit.register(self.close)

    def write(self, entry):
        """Take an entry, and return without waiting until it is saved."""
        if self.closed:
            raise ValueError("the journal is closed")
        self.entries.put(entry)

    def close(self):
        """Return when every entry is saved and the journal's thread has ended."""
        if self.closed:
            return
        self.closed = True
        # A queue keeps the order, so whoever finds the end has saved everything that was written.
        self.entries.put(END)
        self.writer.join()
        # A closed journal need not be kept until the program ends.
        atexit.unregister(self.close)

    def _work(self):
        while (entry := self.entries.get()) is not END:
            self.save(entry)


def main():
    def save(entry):
        time.sleep(0.2)  # a slow disk
        print("saved:", entry)

    journal = Journal(save)
    for entry in ["got up", "had breakfast", "went to work"]:
        journal.write(entry)
        print("written:", entry)

    journal.close()
    print("The program ends now.")


if __name__ == "__main__":
    main()
