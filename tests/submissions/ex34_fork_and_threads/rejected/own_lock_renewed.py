# must fail: no_lock_comes_along
# kind: deadlock
# why: renews its own lock in the copy; there are others that it does not know
import multiprocessing
import os
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def renew():
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=renew)


def start_worker():
    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
