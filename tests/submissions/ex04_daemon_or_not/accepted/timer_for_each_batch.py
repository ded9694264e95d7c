# style: a Timer for each batch, which starts the next one; none is a daemon
import queue
import threading


class Journal:
    def __init__(self, save):
        self._save = save
        self._inbox = []
        self._mutex = threading.RLock()
        self._timer = None
        self._closed = False

    def write(self, entry):
        if self._closed:
            raise ValueError("closed")
        with self._mutex:
            self._inbox.append(entry)
            if self._timer is None:
                self._timer = threading.Timer(0, self._tick)
                self._timer.start()

    def _tick(self):
        with self._mutex:
            batch, self._inbox = self._inbox, []
        for entry in batch:
            self._save(entry)
        with self._mutex:
            if self._inbox:
                # hand over to a successor; I save nothing any more
                self._timer = threading.Timer(0, self._tick)
                self._timer.start()
            else:
                self._timer = None

    def close(self):
        self._closed = True
        me = threading.current_thread()
        # All threads that still run _tick: the last one is in _timer, earlier ones only end.
        while True:
            with self._mutex:
                timer = self._timer
            if timer is None:
                break
            timer.join()
        for thread in threading.enumerate():
            if thread is not me and getattr(thread, "function", None) == self._tick:
                thread.join()
