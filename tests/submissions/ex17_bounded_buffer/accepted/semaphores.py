# style: two semaphores that count room and items; at closing time one permit goes from hand to hand
from collections import deque
from threading import Lock, Semaphore


class BoundedBuffer:
    def __init__(self, capacity):
        self._room = Semaphore(capacity)
        self._filled = Semaphore(0)
        self._lock = Lock()
        self._items = deque()
        self._closed = False

    def put(self, item):
        self._room.acquire()
        with self._lock:
            if self._closed:
                self._room.release()
                raise ValueError("closed")
            self._items.append(item)
        self._filled.release()

    def get(self):
        self._filled.acquire()
        with self._lock:
            if not self._items:
                self._filled.release()
                raise EOFError("closed")
            item = self._items.popleft()
        self._room.release()
        return item

    def close(self):
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._room.release()
        self._filled.release()
