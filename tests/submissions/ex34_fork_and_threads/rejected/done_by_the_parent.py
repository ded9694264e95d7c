# must fail: works_whatever_the_default
# kind: wrong_result
# why: the parent does the work, and the process does nothing
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def nothing():
    pass


def start_worker():
    work()
    worker = multiprocessing.get_context("spawn").Process(target=nothing)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
