# style: keeps the default of the program unless that is fork
import multiprocessing
import threading

_lock = threading.Lock()


def log(text):
    with _lock:
        print(text, flush=True)


def work():
    log("worker: begins")
    log("worker: done")


def start_worker():
    context = multiprocessing.get_context()
    if context.get_start_method() == "fork":
        print("fork will not do here")
        context = multiprocessing.get_context("spawn")
    worker = context.Process(target=work)
    worker.start()
    return worker


if __name__ == "__main__":
    child = start_worker()
    child.join()
    print(child.exitcode)
