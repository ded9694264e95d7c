# must fail: works_whatever_the_default
# kind: wrong_result
# why: asks for the default at import, which settles it: the program cannot choose any more
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


context = multiprocessing.get_context()
if context.get_start_method() == "fork":
    context = multiprocessing.get_context("spawn")


def start_worker():
    worker = context.Process(target=work)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
