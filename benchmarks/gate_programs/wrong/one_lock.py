# everything is done while one lock is held
from multiprocessing import Lock, Process, SimpleQueue


def work(lock, queue, term, first, n, step):
    with lock:
        queue.put(sum(term(i) for i in range(first, n, step)))


def total(term, n, workers):
    lock, queue = Lock(), SimpleQueue()
    processes = [
        Process(target=work, args=(lock, queue, term, k, n, workers)) for k in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(queue.get() for _ in processes)
