# must fail: works_whatever_the_default
# kind: import_error
# why: sets the default start method at import, when the program has set it already
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


multiprocessing.set_start_method("spawn")


def start_worker():
    worker = multiprocessing.Process(target=work)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
