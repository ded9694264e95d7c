# must fail: runs_as_a_script
# kind: wrong_result
# why: spawns, without a main guard: the worker imports the file and sets out to start a worker
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
    worker = multiprocessing.get_context("spawn").Process(target=work)
    worker.start()
    return worker


worker = start_worker()
worker.join()
print("The exit code of the worker is", worker.exitcode)
