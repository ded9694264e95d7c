# must fail: no_lock_comes_along
# kind: deadlock
# why: holds its own lock while it forks, so that no other thread does
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def work_with_the_lock():
    _lock.release()
    work()


def start_worker():
    with _lock:
        worker = multiprocessing.get_context("fork").Process(target=work_with_the_lock)
        worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
