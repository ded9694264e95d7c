# must fail: does_not_wait
# kind: wrong_result
# why: waits for the worker with a time limit, and the program has other things to do
import multiprocessing


def work():
    print("worker: begins", flush=True)
    print("worker: done", flush=True)


def start_worker():
    worker = multiprocessing.get_context("spawn").Process(target=work)
    worker.start()
    worker.join(2)
    return worker


if __name__ == "__main__":
    start_worker().join()
