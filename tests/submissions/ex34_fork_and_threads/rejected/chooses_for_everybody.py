# must fail: works_whatever_the_default
# kind: wrong_result
# why: changes the default start method of the whole program
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
    multiprocessing.set_start_method("spawn", force=True)
    worker = multiprocessing.Process(target=work)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
