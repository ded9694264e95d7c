# style: one condition with wait_for, and notify_all because it cannot know whom the news concerns
import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.room = capacity
        self.items = []
        self.open = True
        self.changed = threading.Condition()

    def put(self, item):
        with self.changed:
            self.changed.wait_for(lambda: len(self.items) < self.room or not self.open)
            if not self.open:
                raise ValueError("closed")
            self.items.append(item)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.items or not self.open)
            if not self.items:
                raise EOFError
            item = self.items.pop(0)
            self.changed.notify_all()
            return item

    def close(self):
        with self.changed:
            self.open = False
            self.changed.notify_all()
