# style: an executor with a spawn context keeps a process; the worker is a thread that waits for its task
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


class Worker:
    def __init__(self):
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(1, mp_context=context)
        self._task = self._executor.submit(work)
        self.pid = next(iter(self._executor._processes))
        self.exitcode = None

    def join(self):
        self.exitcode = 0 if self._task.exception() is None else 1
        self._executor.shutdown()


def start_worker():
    return Worker()


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
