# must fail: no_lock_comes_along
# kind: never_ends
# why: needs its own lock before it starts the worker, and another thread holds that
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
    with _lock:
        worker = multiprocessing.get_context("spawn").Process(target=work)
        worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
