"""A program with threads starts a worker process.

Run this file to see what goes wrong:

    python exercises/ex34_fork_and_threads/forky.py
"""

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
    """Start a worker process that calls work(), and return its Process without waiting for it.

    The worker does its work whatever the threads of this program are doing just then and whichever
    locks they hold, and whatever the default start method is.
    """
    # The start method that was the default on Linux up to Python 3.13.
    context = multiprocessing.get_context("fork")
    worker = context.Process(target=work)
    worker.start()
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
    worker.join(2)
    over.set()
    thread.join()
    if worker.exitcode is None:
        print("After 2 s the worker still waits for the lock. Who is going to release it?")
        worker.kill()
        worker.join()
    print(f"The exit code of the worker is {worker.exitcode}.")


if __name__ == "__main__":
    main()
