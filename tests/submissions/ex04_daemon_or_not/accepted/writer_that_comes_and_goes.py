# style: no daemon; the writer ends when there is nothing to save, and the next write starts another
import threading
from collections import deque


class Journal:
    def __init__(self, save):
        self._save = save
        self._entries = deque()
        self._lock = threading.Lock()
        self._writer = None
        self._closed = False

    def write(self, entry):
        if self._closed:
            raise ValueError("write to closed journal")
        with self._lock:
            self._entries.append(entry)
            if len(self._entries) == 1:
                before, self._writer = self._writer, threading.Thread(target=self._work)
                if before is not None:
                    before.join()
                self._writer.start()

    def close(self):
        self._closed = True
        if self._writer is not None:
            self._writer.join()

    def _work(self):
        more = True
        while more:
            # It stays there until it is saved: as long as it does, no other writer begins.
            self._save(self._entries[0])
            with self._lock:
                self._entries.popleft()
                more = bool(self._entries)
