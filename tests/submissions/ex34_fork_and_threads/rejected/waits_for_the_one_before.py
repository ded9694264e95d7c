# must fail: does_not_wait
# kind: never_ends
# why: the worker of the call before is joined first
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


last = None


def start_worker():
    global last
    if last is not None:
        last.join()
    last = multiprocessing.get_context("spawn").Process(target=work)
    last.start()
    return last


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
