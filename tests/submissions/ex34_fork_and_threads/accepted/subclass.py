# style: a subclass of SpawnProcess with a run method
from multiprocessing.context import SpawnProcess
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


class Worker(SpawnProcess):
    def run(self):
        work()


def start_worker():
    worker = Worker()
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
