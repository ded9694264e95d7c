# style: task_done and join of the queue, and a sentinel to end the daemon
import atexit
from queue import Queue
from threading import Thread


class Journal:
    def __init__(self, save):
        self._queue = Queue()
        self._thread = Thread(target=self._run, args=(save,), daemon=True)
        self._thread.start()
        self._closed = False
        atexit.register(self._queue.join)

    def write(self, entry):
        if self._closed:
            raise ValueError
        self._queue.put([entry])

    def close(self):
        if not self._closed:
            self._closed = True
            self._queue.put([])
        self._queue.join()
        self._thread.join()

    def _run(self, save):
        while item := self._queue.get():
            save(*item)
            self._queue.task_done()
        self._queue.task_done()
