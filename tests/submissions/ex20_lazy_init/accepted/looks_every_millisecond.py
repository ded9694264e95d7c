# style: who comes too early looks again every millisecond; who is first pops the only ticket
import time


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.tickets = ["the first one"]
        self.box = []

    def get(self):
        while not self.box:
            try:
                ticket = self.tickets.pop()
            except IndexError:
                time.sleep(1 / 1000)
                continue
            try:
                if not self.box:
                    self.box.append(self.factory())
            finally:
                self.tickets.append(ticket)
        return self.box[0]
