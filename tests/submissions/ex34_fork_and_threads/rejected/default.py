# must fail: no_lock_comes_along, works_whatever_the_default
# kind: deadlock
# why: takes the default start method, and so depends on the version of Python
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def start_worker():
    worker = multiprocessing.Process(target=work)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
