# style: waits until the worker has begun, and logs that in the program, with the lock
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def begin(begun):
    begun.set()
    work()


def start_worker():
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    worker = context.Process(target=begin, args=(begun,))
    worker.start()
    begun.wait()
    log(f"worker {worker.pid} has begun")
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
