# style: no daemon; the writer looks now and then whether the main thread is still there
import queue
import threading


class Journal:
    def __init__(self, save):
        self.save = save
        self.entries = queue.Queue()
        self.closed = threading.Event()
        self.writer = threading.Thread(target=self.work)
        self.writer.start()

    def write(self, entry):
        if self.closed.is_set():
            raise ValueError("closed")
        self.entries.put(entry)

    def close(self):
        self.closed.set()
        self.writer.join()

    def work(self):
        main = threading.main_thread()
        while True:
            # Looked at before the queue: what is not there now will never come.
            last_round = self.closed.is_set() or not main.is_alive()
            try:
                self.save(self.entries.get(timeout=0.05))
            except queue.Empty:
                if last_round:
                    return
