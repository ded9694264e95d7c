"""A journal that saves its entries in the background.

Run this file to see what goes wrong:

    python exercises/ex04_daemon_or_not/autosave.py
"""

import queue
import threading
import time


class Journal:
    """Takes entries at once, and saves them one after the other in another thread.

    save: a function of one entry; it may be slow, and it raises no exception.

    Whatever has been written is saved, also when the program ends without close(). And a program
    that forgets close() ends all the same.
    """

    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.writer = threading.Thread(target=self._work, name="writer", daemon=True)
        self.writer.start()

    def write(self, entry):
        """Take an entry, and return without waiting until it is saved.

        Raises ValueError when the journal has been closed.
        """
        self.entries.put(entry)

    def close(self):
        """Return when every entry is saved and the journal's thread has ended.

        Closing a second time does nothing.
        """

    def _work(self):
        while True:
            entry = self.entries.get()
            self.save(entry)


def main():
    def save(entry):
        time.sleep(0.2)  # a slow disk
        saved.append(entry)
        print("saved:", entry)

    saved = []
    entries = ["got up", "had breakfast", "went to work"]
    journal = Journal(save)
    for entry in entries:
        journal.write(entry)
        print("written:", entry)

    journal.close()
    if saved != entries:
        print(f"The journal is closed, and {len(saved)} of {len(entries)} entries are saved.")
    print("The program ends now.")


if __name__ == "__main__":
    main()
