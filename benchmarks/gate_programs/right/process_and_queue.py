# a Process for each share, parts come back through a Queue, which is drained before join
from multiprocessing import Process, Queue


def work(queue, term, first, n, step):
    queue.put(sum(term(i) for i in range(first, n, step)))


def total(term, n, workers):
    queue = Queue()
    processes = [Process(target=work, args=(queue, term, k, n, workers)) for k in range(workers)]
    for process in processes:
        process.start()
    result = sum(queue.get() for _ in processes)
    for process in processes:
        process.join()
    return result
