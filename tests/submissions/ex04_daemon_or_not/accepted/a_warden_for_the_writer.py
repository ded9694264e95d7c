# style: no daemon; a second thread waits for the main thread to end and then puts the sentinel
"""A warden: not a daemon, waits for the main thread to end, then says END."""
import queue
import threading

END = object()


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.SimpleQueue()
        self.stop = threading.Event()
        self.closed = False
        self.writer = threading.Thread(target=self._work)
        self.warden = threading.Thread(target=self._watch)
        self.writer.start()
        self.warden.start()

    def _watch(self):
        main = threading.main_thread()
        while main.is_alive() and not self.stop.wait(0.05):
            pass
        self.entries.put(END)

    def _work(self):
        while (e := self.entries.get()) is not END:
            self.save(e)

    def write(self, entry):
        if self.closed:
            raise ValueError
        self.entries.put(entry)

    def close(self):
        self.closed = True
        self.stop.set()
        self.warden.join()
        self.writer.join()
