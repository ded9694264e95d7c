# the main process looks every few milliseconds whether its children have ended
import time
from multiprocessing import Process, SimpleQueue


def work(queue, term, first, n, step):
    queue.put(sum(term(i) for i in range(first, n, step)))


def total(term, n, workers):
    queue = SimpleQueue()
    processes = [Process(target=work, args=(queue, term, k, n, workers)) for k in range(workers)]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        time.sleep(0.005)
    return sum(queue.get() for _ in processes)
