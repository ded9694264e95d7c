# style: weakref.finalize closes: in close, when nobody has the journal any more, or at the end
import queue
import threading
import weakref


def _work(entries, save):
    for take, args in iter(entries.get, None):
        take(*args)


def _finish(entries, thread):
    entries.put(None)
    if thread is not threading.current_thread():
        thread.join()


class Journal:
    def __init__(self, save):
        self._save = save
        self._entries = queue.SimpleQueue()
        thread = threading.Thread(target=_work, args=(self._entries, save), daemon=True)
        thread.start()
        self._finalizer = weakref.finalize(self, _finish, self._entries, thread)

    def write(self, entry):
        if not self._finalizer.alive:
            raise ValueError("this journal is closed")
        self._entries.put((self._save, (entry,)))

    def close(self):
        self._finalizer()
