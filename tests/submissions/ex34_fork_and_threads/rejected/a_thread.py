# must fail: the_worker_works
# kind: exception
# why: a thread is no process, and has no exit code
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
    worker = threading.Thread(target=work)
    worker.start()
    return worker
