"""A program with threads starts a worker process."""

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
    # fork would copy the memory of this program as it is at this moment, with every lock that one
    # of its threads holds, but only the thread that calls it. In the copy nobody is left to release
    # those locks: ours, and all those in libraries that we do not even know of. A worker that
    # starts as a fresh interpreter has locks of its own, and nobody holds them.
    #
    # A context is a choice for this one worker. set_start_method would choose for the whole
    # program, which others have a say in.
    context = multiprocessing.get_context("spawn")
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
    worker.join()
    over.set()
    thread.join()
    print(f"The exit code of the worker is {worker.exitcode}.")


# The fresh interpreter imports this file to find `work` in it. The guard keeps it from starting a
# worker of its own.
if __name__ == "__main__":
    main()
