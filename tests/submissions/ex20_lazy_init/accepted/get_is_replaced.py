# style: the object gets a new get that knows the value; there is no check left at all
import threading


class Lazy:
    def __init__(self, factory):
        lock = threading.Lock()
        made = []

        def make():
            with lock:
                if not made:
                    made.append(factory())
            value = made[0]
            self.get = lambda: value
            return value

        self.get = make
