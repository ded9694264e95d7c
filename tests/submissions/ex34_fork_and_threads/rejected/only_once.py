# must fail: may_be_called_again
# kind: wrong_result
# why: one worker is kept and given to everybody who asks
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


workers = []


def start_worker():
    if not workers:
        workers.append(multiprocessing.get_context("spawn").Process(target=work))
        workers[0].start()
    return workers[0]


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
