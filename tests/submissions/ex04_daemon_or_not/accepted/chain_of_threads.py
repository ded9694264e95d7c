# style: a thread for every entry, which waits for the one before it; none is a daemon
from threading import Thread


class Journal:
    def __init__(self, save):
        self.save = save
        self.last = None
        self.closed = False

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        before = self.last

        def work():
            if before is not None:
                before.join()
            self.save(entry)

        self.last = Thread(target=work)
        self.last.start()

    def close(self):
        self.closed = True
        if self.last is not None:
            self.last.join()
