# must fail: close_saves_everything, one_at_a_time
# kind: wrong_result
# why: no thread waits for the one before, so the order is lost
from threading import Thread


class Journal:
    def __init__(self, save):
        self.save = save
        self.threads = []
        self.closed = False

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.threads.append(Thread(target=self.save, args=(entry,)))
        self.threads[-1].start()

    def close(self):
        self.closed = True
        for thread in self.threads:
            thread.join()
