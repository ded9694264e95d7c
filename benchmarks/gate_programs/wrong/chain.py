# every process does its share and only then starts the next one
from multiprocessing import Process, SimpleQueue


def work(queue, term, k, n, workers):
    queue.put(sum(term(i) for i in range(k, n, workers)))
    if k + 1 < workers:
        process = Process(target=work, args=(queue, term, k + 1, n, workers))
        process.start()
        process.join()


def total(term, n, workers):
    queue = SimpleQueue()
    work(queue, term, 0, n, workers)
    return sum(queue.get() for _ in range(workers))
