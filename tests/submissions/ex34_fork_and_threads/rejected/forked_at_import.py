# must fail: may_be_imported_late
# kind: deadlock
# why: forks its first worker while it is imported, and trusts that there are no threads yet
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def wait_and_work(begin):
    begin.recv()
    work()


_mine, _its = multiprocessing.Pipe()
_ready = [multiprocessing.get_context("fork").Process(target=wait_and_work, args=(_its,), daemon=True)]
_ready[0].start()


def start_worker():
    if _ready:
        _mine.send("begin")
        return _ready.pop()
    worker = multiprocessing.get_context("spawn").Process(target=work)
    worker.start()
    return worker
