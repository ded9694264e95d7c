# Pool.map over strided shares
from multiprocessing import Pool


def share(task):
    term, first, n, step = task
    return sum(term(i) for i in range(first, n, step))


def total(term, n, workers):
    with Pool(workers) as pool:
        return sum(pool.map(share, [(term, k, n, workers) for k in range(workers)]))
