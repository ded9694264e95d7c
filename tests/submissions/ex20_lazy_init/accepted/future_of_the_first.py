# style: the first to come leaves a Future, the others wait for it, and share its exception
import threading
from concurrent.futures import Future


class Lazy:
    def __init__(self, factory):
        self.factory = factory
        self.lock = threading.Lock()
        self.future = None
        self.box = ()

    def get(self):
        box = self.box
        if box:
            return box[0]
        with self.lock:
            future, mine = self.future, self.future is None
            if mine:
                future = self.future = Future()
        if mine:
            try:
                value = self.factory()
            except BaseException as error:
                with self.lock:
                    self.future = None
                future.set_exception(error)
            else:
                self.box = (value,)
                future.set_result(value)
        return future.result()
