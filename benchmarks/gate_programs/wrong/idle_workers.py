# four workers, three of which call the work for one term only
from multiprocessing import Process, SimpleQueue


def work(queue, term, numbers):
    queue.put(sum(term(i) for i in numbers))


def total(term, n, workers):
    queue = SimpleQueue()
    shares = [[k] for k in range(workers - 1)] + [range(workers - 1, n)]
    processes = [Process(target=work, args=(queue, term, share)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(queue.get() for _ in processes)
