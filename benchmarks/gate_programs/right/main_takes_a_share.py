# one process fewer is started: the main one works as well
from multiprocessing import Process, SimpleQueue


def share(term, first, n, step):
    return sum(term(i) for i in range(first, n, step))


def work(queue, *task):
    queue.put(share(*task))


def total(term, n, workers):
    queue = SimpleQueue()
    processes = [Process(target=work, args=(queue, term, k, n, workers)) for k in range(1, workers)]
    for process in processes:
        process.start()
    result = share(term, 0, n, workers)
    for process in processes:
        process.join()
    return result + sum(queue.get() for _ in processes)
