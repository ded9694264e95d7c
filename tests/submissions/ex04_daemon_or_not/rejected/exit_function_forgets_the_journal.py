# must fail: nothing_is_lost_without_close
# kind: wrong_result
# why: the exit function knows the journal weakly, and finds none when it was in a local variable
import atexit
import queue
import threading
import weakref

END = object()


def _work(entries, save):
    while (entry := entries.get()) is not END:
        save(entry)


def _finish(reference):
    journal = reference()
    if journal is not None:
        journal.close()


class Journal:
    def __init__(self, save):
        self.closed = False
        self.entries = queue.Queue()
        self.writer = threading.Thread(target=_work, args=(self.entries, save), daemon=True)
        self.writer.start()
        atexit.register(_finish, weakref.ref(self))

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.entries.put(entry)

    def close(self):
        if not self.closed:
            self.closed = True
            self.entries.put(END)
            self.writer.join()
