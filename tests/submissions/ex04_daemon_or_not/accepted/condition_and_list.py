# style: a list under a condition, a daemon, and one exit function for all journals
import atexit
import threading

OPEN = []


@atexit.register
def close_all():
    while OPEN:
        OPEN[-1].close()


class Journal:
    def __init__(self, save):
        self.save = save
        self.waiting = []
        self.open = True
        self.changed = threading.Condition()
        self.writer = threading.Thread(target=self.work, daemon=True)
        self.writer.start()
        OPEN.append(self)

    def write(self, entry):
        with self.changed:
            if not self.open:
                raise ValueError("closed")
            self.waiting.append(entry)
            self.changed.notify()

    def close(self):
        with self.changed:
            self.open = False
            self.changed.notify()
        self.writer.join()
        if self in OPEN:
            OPEN.remove(self)

    def work(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.waiting or not self.open)
                if not self.waiting:
                    return
                entries, self.waiting = self.waiting, []
            for entry in entries:
                self.save(entry)
