# must fail: may_be_called_again
# kind: exception
# why: sets a signal handler, which only the main thread may do
import multiprocessing
import signal
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def start_worker():
    # Ctrl-C is none of the worker's business.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = multiprocessing.get_context("spawn").Process(target=work)
    worker.start()
    signal.signal(signal.SIGINT, before)
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
