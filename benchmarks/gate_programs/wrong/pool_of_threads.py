# multiprocessing.pool.ThreadPool has processes in its package's name only
from multiprocessing.pool import ThreadPool


def total(term, n, workers):
    with ThreadPool(workers) as pool:
        return sum(pool.map(term, range(n)))
