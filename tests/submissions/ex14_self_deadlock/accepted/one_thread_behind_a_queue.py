# style: no lock: one thread owns the values and does what it is sent through a queue
import queue
import threading
from concurrent.futures import Future


class Cache:
    def __init__(self, load):
        self._load = load
        self._values = {}
        self._orders = queue.Queue()
        threading.Thread(target=self._serve, name="librarian", daemon=True).start()

    def _serve(self):
        while True:
            work, answer = self._orders.get()
            try:
                answer.set_result(work())
            except Exception as error:
                answer.set_exception(error)

    def _ask(self, work):
        answer = Future()
        self._orders.put((work, answer))
        return answer.result()

    def _find(self, key):
        if key not in self._values:
            self._values[key] = self._load(key)
        return self._values[key]

    def put(self, key, value):
        self._ask(lambda: self._values.update({key: value}))

    def get(self, key):
        return self._ask(lambda: self._find(key))

    def get_many(self, keys):
        return self._ask(lambda: [self._find(key) for key in keys])
