# style: every waiter leaves a queue of its own, into which the outcome is put
import queue
import threading


class Promise:
    def __init__(self):
        self._lock = threading.Lock()
        self._waiters = []
        self._answer = None

    def _set(self, answer):
        with self._lock:
            if self._answer is not None:
                raise RuntimeError("there is an outcome already")
            self._answer = answer
            waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            waiter.put(answer)

    def set_result(self, value):
        self._set(lambda: value)

    def set_exception(self, error):
        def answer():
            raise error

        self._set(answer)

    def result(self, timeout=None):
        with self._lock:
            answer = self._answer
            if answer is None:
                mine = queue.SimpleQueue()
                self._waiters.append(mine)
        if answer is None:
            try:
                answer = mine.get(True, timeout) if timeout != 0 else mine.get_nowait()
            except queue.Empty:
                raise TimeoutError("nothing yet") from None
        return answer()
