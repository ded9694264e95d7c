# whoever gets more than one share gives half of them to a child
from multiprocessing import Process, SimpleQueue


def work(queue, term, shares, n, step):
    child = None
    if len(shares) > 1:
        half = len(shares) // 2
        child = Process(target=work, args=(queue, term, shares[half:], n, step))
        child.start()
        shares = shares[:half]
        if len(shares) > 1:
            work(queue, term, shares, n, step)
            child.join()
            return
    queue.put(sum(term(i) for i in range(shares[0], n, step)))
    if child:
        child.join()


def total(term, n, workers):
    queue = SimpleQueue()
    first = Process(target=work, args=(queue, term, list(range(workers)), n, workers))
    first.start()
    result = sum(queue.get() for _ in range(workers))
    first.join()
    return result
