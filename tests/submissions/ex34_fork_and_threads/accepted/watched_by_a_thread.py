# style: a thread of its own joins the process and keeps its exit code
import multiprocessing
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
        self._process = multiprocessing.get_context("spawn").Process(target=work)
        self._process.start()
        self.pid = self._process.pid
        self.exitcode = None
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()

    def _watch(self):
        self._process.join()
        self.exitcode = self._process.exitcode

    def join(self, timeout=None):
        self._watcher.join(timeout)


def start_worker():
    return Worker()


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
