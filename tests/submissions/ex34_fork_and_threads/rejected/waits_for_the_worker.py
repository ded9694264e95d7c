# must fail: does_not_wait
# kind: never_ends
# why: the worker is joined before it is returned
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
    worker = multiprocessing.get_context("spawn").Process(target=work)
    worker.start()
    worker.join()
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
