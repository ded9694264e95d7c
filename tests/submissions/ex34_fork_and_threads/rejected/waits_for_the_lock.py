# must fail: no_lock_comes_along
# kind: deadlock
# why: waits until its own lock is free, and then forks
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
        pass
    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
