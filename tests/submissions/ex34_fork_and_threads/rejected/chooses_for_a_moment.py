# must fail: works_whatever_the_default
# kind: wrong_result
# why: the default is put back, but other threads have seen it
import multiprocessing
import threading
import time

_lock = threading.Lock()


def log(text):
    """Print one line, to a slow printer. The lock keeps the lines of several threads apart."""
    with _lock:
        print(text, flush=True)
        time.sleep(0.02)


def work():
    """What the worker process does."""
    log("worker: begins")
    log("worker: done")


def start_worker():
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method("spawn", force=True)
    try:
        worker = multiprocessing.Process(target=work)
        worker.start()
    finally:
        multiprocessing.set_start_method(before, force=True)
    return worker


def main():
    over = threading.Event()

    def report():
        while not over.is_set():
            log("thread: all is well")

    thread = threading.Thread(target=report)
    thread.start()
    time.sleep(0.05)
    worker = start_worker()
    worker.join()
    over.set()
    thread.join()
    print(f"The exit code of the worker is {worker.exitcode}.")


if __name__ == "__main__":
    main()
