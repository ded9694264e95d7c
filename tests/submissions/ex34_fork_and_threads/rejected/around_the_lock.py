# must fail: worker_is_no_copy
# kind: deadlock
# why: forks, and lets the worker print without any lock
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


def work_without_lock():
    os.write(1, b"worker: begins\nworker: done\n")


def start_worker():
    worker = multiprocessing.get_context("fork").Process(target=work_without_lock)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
