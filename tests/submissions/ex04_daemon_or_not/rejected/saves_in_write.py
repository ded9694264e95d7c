# must fail: write_does_not_wait
# kind: not_concurrent
# why: nothing can be lost, but whoever writes has to wait
class Journal:
    def __init__(self, save):
        self.save = save
        self.closed = False

    def write(self, entry):
        if self.closed:
            raise ValueError("closed")
        self.save(entry)

    def close(self):
        self.closed = True
