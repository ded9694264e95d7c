# must fail: the_worker_works
# kind: exception
# why: a function inside a function cannot be sent to a fresh interpreter
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
    def run():
        work()

    worker = multiprocessing.get_context("spawn").Process(target=run)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
