# every process is joined before the next one is started
from multiprocessing import Process, SimpleQueue


def work(queue, term, first, n, step):
    queue.put(sum(term(i) for i in range(first, n, step)))


def total(term, n, workers):
    queue = SimpleQueue()
    for k in range(workers):
        process = Process(target=work, args=(queue, term, k, n, workers))
        process.start()
        process.join()
    return sum(queue.get() for _ in range(workers))
